// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BytesColumn;
import dev.tributary.evolution.Declaration;
import dev.tributary.evolution.Declared;
import dev.tributary.load.Chain;
import dev.tributary.load.Fields;
import dev.tributary.load.LoadId;
import dev.tributary.load.Position;
import dev.tributary.load.TableName;
import dev.tributary.sink.BatchReader;
import dev.tributary.sink.ReadRequest;
import dev.tributary.sink.Sink;
import dev.tributary.sink.TableInfo;
import dev.tributary.source.Round;
import dev.tributary.source.Round.Cut;
import dev.tributary.source.Source;
import dev.tributary.source.Split;
import dev.tributary.source.SplitReader;
import dev.tributary.source.StreamInfo;
import dev.tributary.source.StreamRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The refused rows of one stream as a source, so that a replay is a load like any other: its chain
 * remembers how far it came. A position names, for each chain that put rows there, the last load
 * whose rows were read; what a replay refuses again stands there under the replay's own chain.
 * Thread-safe.
 */
final class QuarantineSource implements Source {

  private static final String AFTER = "after";
  private static final String UP_TO = "up-to";
  private static final String SINCE = "since";

  private final Source source;
  private final Declaration declaration;
  private final Sink sink;
  private final TableName anchor;
  private final TableName table;
  private final Chain chain;
  private final boolean replaces;
  private final SystemColumns system;

  /**
   * @param replaces whether each load of the stream brings all rows anew; then only those count
   *     that were refused since the last one
   */
  QuarantineSource(
      Source source,
      Sink sink,
      TableName anchor,
      Chain chain,
      boolean replaces,
      SystemColumns system,
      Declaration declaration) {
    this.source = source;
    this.declaration = declaration;
    this.sink = sink;
    this.anchor = anchor;
    this.table = TableNames.quarantine(anchor);
    this.chain = chain;
    this.replaces = replaces;
    this.system = system;
  }

  /** The chain whose loads bring back what {@code chain} refused. */
  static Chain replay(Chain chain) {
    return new Chain(chain.pipeline(), chain.stream() + " (replay)");
  }

  @Override
  public void check(StreamRequest stream) {
    source.check(stream);
  }

  @Override
  public List<StreamInfo> discover() {
    return source.discover();
  }

  @Override
  public StreamInfo describe(StreamRequest stream) {
    return source.describe(stream);
  }

  @Override
  public Round plan(StreamRequest stream, Position from) {
    LoadId since = since();
    Fields last = last(from.fields(), since);
    if (last.equals(from.fields())) {
      return Round.of(List.of(), Cut.NONE);
    }
    Fields range = Fields.of(AFTER, from.fields()).with(UP_TO, last).with(SINCE, since.value());
    return Round.of(List.of(new Split(0, range, 0)), Cut.NONE);
  }

  /** What was refused before the load that replaced all rows is not missing from the table. */
  private LoadId since() {
    return replaces
        ? sink.table(anchor, chain).map(TableInfo::head).orElse(LoadId.NONE)
        : LoadId.NONE;
  }

  /** Per chain, the last load that left rows; a table that failed loads made has no fields yet. */
  private Fields last(Fields from, LoadId since) {
    Map<String, String> last = new TreeMap<>();
    from.names().forEach(stream -> last.put(stream, from.text(stream)));
    if (sink.table(table, chain).filter(QuarantineSource::hasFields).isPresent()) {
      List<String> columns =
          List.of(QuarantineStaging.PIPELINE, QuarantineStaging.STREAM, system.loadId());
      try (BatchReader reader = sink.read(table, new ReadRequest(columns, Long.MAX_VALUE))) {
        for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
          note(batch, since, last);
        }
      }
    }
    return Fields.of(last);
  }

  private static boolean hasFields(TableInfo table) {
    return table.schema().field(QuarantineStaging.PIPELINE).isPresent();
  }

  private void note(Batch batch, LoadId since, Map<String, String> last) {
    BytesColumn loads = (BytesColumn) batch.column(system.loadId());
    for (int row = 0; row < batch.rows(); row++) {
      Chain left = QuarantineReader.chain(batch, row);
      if (isOurs(left) && isSince(loads.text(row), since)) {
        last.merge(left.stream(), loads.text(row), (a, b) -> a.compareTo(b) < 0 ? b : a);
      }
    }
  }

  private boolean isOurs(Chain left) {
    return left.equals(chain) || left.equals(replay(chain));
  }

  @Override
  public SplitReader open(StreamRequest stream, Split split, Position at) {
    Fields after = split.fields().fields(AFTER);
    Fields upTo = split.fields().fields(UP_TO);
    LoadId since = new LoadId(split.fields().text(SINCE));
    return new QuarantineReader(
        sink.read(table, ReadRequest.ALL),
        (left, load) ->
            isOurs(left) && isSince(load, since) && isWithin(left.stream(), load, after, upTo),
        rows -> source.reread(stream, rows),
        new Position(upTo),
        system,
        protectedPaths ->
            Declared.withoutSecrets(
                declaration.protectionsBeyond(protectedPaths), sink.capabilities()));
  }

  private static boolean isSince(String load, LoadId since) {
    return new LoadId(load).compareTo(since) >= 0;
  }

  private static boolean isWithin(String stream, String load, Fields after, Fields upTo) {
    return after.optionalText(stream).map(done -> load.compareTo(done) > 0).orElse(true)
        && upTo.optionalText(stream).map(end -> load.compareTo(end) <= 0).orElse(false);
  }

  @Override
  public Position join(StreamRequest stream, Position from, Map<Split, Position> reached) {
    return reached.values().stream().findFirst().orElse(from);
  }

  /** The source itself, which the pipeline closes, was only lent. */
  @Override
  public void close() {}
}
