// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import dev.tributary.config.Config;
import dev.tributary.load.Chain;
import dev.tributary.load.Fields;
import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.load.Position;
import dev.tributary.load.Staged;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaChange;
import dev.tributary.sink.Outcome;
import dev.tributary.sink.Sink;
import dev.tributary.sink.SinkWriter;
import dev.tributary.sink.TableInfo;
import dev.tributary.sink.TableSpec;
import dev.tributary.sink.WriteTask;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a chain's loads into a sink, done by hand, one at a time, for tests. Thread-safe as
 * far as the sink is.
 */
public final class Loads {

  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final AtomicLong COUNTER = new AtomicLong();

  private final Sink sink;
  private final Chain chain;

  public Loads(Sink sink, Chain chain) {
    this.sink = sink;
    this.chain = chain;
  }

  /** An id for the load after {@code previous}, later than all ids made here before. */
  public static LoadId next(LoadId previous) {
    long count = COUNTER.incrementAndGet();
    return LoadId.of(
        FIRST.plusSeconds(count), previous.number() + 1, String.format("t%07d", count));
  }

  public TableInfo create(TableName table, Schema schema) {
    return evolve(table, schema);
  }

  /** Makes the changes; {@code schema} is for a table that is missing. */
  public TableInfo evolve(TableName table, Schema schema, SchemaChange... changes) {
    TableSpec wanted = new TableSpec(table, schema, List.of(), Config.none());
    return sink.evolve(wanted, List.of(changes), chain);
  }

  public TableInfo look(TableName table) {
    return sink.table(table, chain)
        .orElseThrow(() -> new AssertionError("There is no table '" + table + "'"));
  }

  public LoadId head(TableName table) {
    return look(table).head();
  }

  public WriteTask task(TableName anchor, TableName table, LoadId load, WriteMode mode, Schema as) {
    return task(anchor, table, load, mode, as, 0);
  }

  /** As another task of the load, or another writer of the task, would. */
  public WriteTask task(
      TableName anchor, TableName table, LoadId load, WriteMode mode, Schema as, int ordinal) {
    return new WriteTask(table, anchor, as, mode, chain, load, ordinal, 0, 0, Config.none());
  }

  /** Opens a writer, writes the rows as one batch and finishes it. */
  public Staged stage(WriteTask task, List<Map<String, @Nullable Object>> rows) {
    try (SinkWriter writer = sink.open(task)) {
      if (!rows.isEmpty()) {
        writer.write(Batches.of(task.schema(), rows));
      }
      return writer.finish();
    }
  }

  /** A part that expects the table as it is now. */
  public Load.Part part(TableName table, WriteMode mode, List<Staged> staged, String receipt) {
    TableInfo now = look(table);
    return new Load.Part(
        table, mode, now.schema(), Optional.empty(), now.head(), now.version(), staged, receipt);
  }

  /** A part whose rows belong to those of {@code parent}, which expects the table as it is now. */
  public Load.Part part(
      TableName table, TableName parent, WriteMode mode, List<Staged> staged, String receipt) {
    Load.Part alone = part(table, mode, staged, receipt);
    return new Load.Part(
        table,
        mode,
        alone.schema(),
        Optional.of(parent),
        alone.expected(),
        alone.version(),
        staged,
        receipt);
  }

  /** A load whose parts touch these tables, the anchor first. */
  public Load load(LoadId id, Load.Part... parts) {
    Position to = new Position(Fields.of("load", id.number()));
    return new Load(id, chain, parts[0].expected(), Position.START, to, List.of(parts));
  }

  /** Stages rows for one table and names the load that would commit them. */
  public Load prepare(TableName table, WriteMode mode, List<Map<String, @Nullable Object>> rows) {
    TableInfo now = look(table);
    LoadId id = next(now.head());
    Staged staged = stage(task(table, table, id, mode, now.schema()), rows);
    return load(id, part(table, mode, List.of(staged), "receipt of " + id));
  }

  /** Stages, saves and commits rows of one table. */
  public Load commit(TableName table, WriteMode mode, List<Map<String, @Nullable Object>> rows) {
    Load load = prepare(table, mode, rows);
    sink.save(table, chain, load.id(), "manifest of " + load.id());
    Outcome outcome = sink.commit(load, table);
    if (outcome != Outcome.COMMITTED) {
      throw new AssertionError("Load " + load.id() + " was " + outcome);
    }
    return load;
  }
}
