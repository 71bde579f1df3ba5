// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.batch.Batch;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Chain;
import dev.tributary.load.LoadId;
import dev.tributary.load.Position;
import dev.tributary.load.TableName;
import dev.tributary.schema.Schema;
import dev.tributary.sink.BatchReader;
import dev.tributary.sink.MaintenanceRequest;
import dev.tributary.sink.ReadRequest;
import dev.tributary.source.Round;
import dev.tributary.source.Split;
import dev.tributary.source.SplitReader;
import dev.tributary.source.StreamInfo;
import dev.tributary.source.StreamRequest;
import dev.tributary.state.PipelineState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A named pairing of source, sink and state; its name is the key of its state. What has been read
 * is remembered together with what was written, so that every row arrives once however often and
 * wherever {@link #run()} is called. Thread-safe; two pipelines of one name, also in two processes,
 * do not disturb each other: one of two racing loads wins.
 *
 * <pre>{@code
 * try (Pipeline pipeline = Pipeline.named("shop")
 *     .source("jdbc", Map.of("url", "jdbc:postgresql://db/shop"))
 *     .sink("iceberg", Map.of("namespace", "shop", "warehouse", "lake", "catalog", catalog))
 *     .state("file", Map.of("path", "state"))
 *     .stream(StreamSpec.of("orders").withCursor("updated_at"))
 *     .build()) {
 *   pipeline.run().orThrow();
 * }
 * }</pre>
 */
public final class Pipeline implements AutoCloseable {

  private final Parts parts;

  Pipeline(Parts parts) {
    this.parts = parts;
  }

  public static PipelineBuilder named(String name) {
    return new PipelineBuilder(name);
  }

  /**
   * Loads what is new in every stream. Blocks. A stream that fails does not stop the others; the
   * report says which failed and why, and loads that were committed stay. Interrupting the calling
   * thread cancels: nothing half done becomes visible, the report says {@code CANCELLED}, and the
   * interrupt flag is set.
   *
   * @throws TributaryException when no stream can be begun: the source cannot be reached to find
   *     them, or the state cannot be read
   */
  public RunReport run() {
    return Run.load(parts).run();
  }

  /**
   * Reads a range of one stream into its table, as one load, by the stream's own disposition: rows
   * that are there already come again where it appends. Where the stream reads on from stays, or
   * moves to the end of the range. Blocks; as {@link #run()} otherwise. The report says {@code
   * SETTING_INVALID} when the stream has no cursor or reads everything each time, and {@code
   * MODE_UNSUPPORTED} when the source has no ranges.
   */
  public RunReport backfill(String stream, Backfill range) {
    return Run.backfill(parts, stream, range).run();
  }

  /**
   * Reads again what the quarantines hold, after a contract or a source was mended, and appends it
   * to the tables it belongs to; exactly once, as each replay is a load. What is refused again
   * stays for the next replay; the quarantine itself keeps every row. Blocks; as {@link #run()}
   * otherwise.
   */
  public RunReport replay() {
    return Run.replay(parts).run();
  }

  /** Proves that sink, state and every stream can be used; changes nothing. Blocks. */
  public List<Probe> check() {
    return new Probes(parts).all();
  }

  /** The source's streams, whether this pipeline loads them or not. Blocks. */
  public List<StreamInfo> discover() {
    return parts.source().discover();
  }

  /** What a run would do now; changes nothing. Blocks. */
  public List<StreamPlan> plan() {
    return new Plans(parts).all();
  }

  /**
   * Keeps the tables that the streams load fast and small: roots, child tables, quarantines. Safe
   * beside runs of this and other pipelines. Blocks. A table that fails does not stop the others.
   *
   * @throws TributaryException {@code MODE_UNSUPPORTED} when the sink cannot do it
   */
  public List<TableUpkeep> maintain(MaintenanceRequest request) {
    return new Maintaining(parts).all(request);
  }

  /** The first rows of a stream as the source gives them; nothing is loaded. Blocks. */
  public Rows preview(String stream, int rowsMax) {
    StreamRequest request = parts.planning(parts.spec(stream)).request();
    try (Round round = parts.source().plan(request, Position.START)) {
      List<Map<String, @Nullable Object>> rows = new ArrayList<>();
      Schema schema = parts.source().describe(request).schema().orElse(Schema.empty());
      for (Split split : round.splits()) {
        try (SplitReader reader = parts.source().open(request, split, Position.START)) {
          for (Batch batch = reader.next();
              batch != null && rows.size() < rowsMax;
              batch = reader.next()) {
            schema = schema.size() >= batch.schema().size() ? schema : batch.schema();
            take(batch, rows, rowsMax);
          }
        }
      }
      return new Rows(schema, rows);
    }
  }

  /** The tables of the sink's namespace. Blocks. */
  public List<TableName> tables() {
    return parts.sink().tables();
  }

  /** The first rows of a table, as readers see it. Blocks. */
  public Rows show(TableName table, int rowsMax) {
    Schema schema =
        parts
            .sink()
            .table(table, new Chain(parts.name(), ""))
            .orElseThrow(() -> noTable(table))
            .schema();
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    try (BatchReader reader = parts.sink().read(table, ReadRequest.first(rowsMax))) {
      for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
        take(batch, rows, rowsMax);
      }
    }
    return new Rows(schema, rows);
  }

  /** How the table's schema came to be, the oldest step first, as far as the sink knows. Blocks. */
  public List<SchemaStep> history(TableName table) {
    return SchemaStep.between(parts.sink().history(table));
  }

  /** What the state store remembers of this pipeline. Blocks. */
  public PipelineState state() {
    return parts.state().read(parts.name());
  }

  /**
   * Makes the next run read the stream from {@code position}. Rows may come again, or be skipped.
   */
  public void setPosition(String stream, Position position) {
    parts
        .state()
        .update(
            parts.name(),
            state ->
                state.withStream(
                    stream, state.stream(stream).withPosition(position, parts.clock().instant())));
  }

  /** Makes the next run read the stream from the start; the table stays as it is. */
  public void reset(String stream) {
    setPosition(stream, Position.START);
  }

  /**
   * Makes the next run read on from where the stream was after {@code load}; the table stays as it
   * is.
   *
   * @throws TributaryException {@code POSITION_UNKNOWN} when the state no longer remembers the load
   */
  public void rollBack(String stream, LoadId load) {
    Position position =
        state().stream(stream).history().stream()
            .filter(entry -> entry.load().equals(load))
            .findFirst()
            .orElseThrow(() -> notRemembered(stream, load))
            .position();
    setPosition(stream, position);
  }

  /** Closes source, sink and state, those that were handed over included. */
  @Override
  public void close() {
    parts.close();
  }

  private static void take(Batch batch, List<Map<String, @Nullable Object>> rows, int rowsMax) {
    for (int row = 0; row < batch.rows() && rows.size() < rowsMax; row++) {
      rows.add(batch.row(row).toMap());
    }
  }

  private static TributaryException noTable(TableName table) {
    return new TributaryException(
        ErrorCode.TABLE_MISSING,
        "There is no table '" + table + "'",
        "Run the pipeline first, or correct the name");
  }

  private static TributaryException notRemembered(String stream, LoadId load) {
    return new TributaryException(
        ErrorCode.POSITION_UNKNOWN,
        "The state does not remember load " + load + " of stream '" + stream + "'",
        "Choose a load that the state shows, or set a position");
  }
}
