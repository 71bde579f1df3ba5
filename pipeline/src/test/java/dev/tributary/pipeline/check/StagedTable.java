// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import dev.tributary.batch.BatchBuilder;
import dev.tributary.config.Config;
import dev.tributary.load.Chain;
import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.load.Position;
import dev.tributary.load.Staged;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.schema.Schema;
import dev.tributary.sink.Sink;
import dev.tributary.sink.SinkWriter;
import dev.tributary.sink.TableSpec;
import dev.tributary.sink.WriteTask;
import dev.tributary.tck.memory.MemoryWarehouse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A table with rows that are staged and rows that are visible, to check the former. */
final class StagedTable {

  static final LoadId LOAD = LoadId.of(Instant.parse("2026-11-21T12:00:00Z"), 2, "k3v9x2m1");
  static final TableName ORDERS = new TableName("orders");

  private static final LoadId BEFORE =
      LoadId.of(Instant.parse("2026-11-20T12:00:00Z"), 1, "a1b2c3d4");
  private static final Chain CHAIN = new Chain("shop", "orders");

  private final Sink sink = new MemoryWarehouse().sink();
  private final Schema schema;
  private final List<Staged> staged = new ArrayList<>();
  private WriteMode mode = WriteMode.APPEND;
  private PreviousLoad previous = PreviousLoad.NONE;

  StagedTable(Schema schema) {
    this.schema = schema;
    create(ORDERS, schema);
  }

  /** Rows of one more file, whose columns may be fewer or narrower than the table's. */
  StagedTable stage(Schema written, List<Map<String, @Nullable Object>> rows) {
    staged.add(write(ORDERS, written, rows, staged.size(), LOAD));
    return this;
  }

  StagedTable stage(Map<String, @Nullable Object> row) {
    return stage(schema, List.of(row));
  }

  StagedTable mode(WriteMode newMode) {
    mode = newMode;
    return this;
  }

  StagedTable after(PreviousLoad newPrevious) {
    previous = newPrevious;
    return this;
  }

  /** Another table, with rows that everybody sees. */
  StagedTable visible(String table, Schema of, List<Map<String, @Nullable Object>> rows) {
    TableName name = new TableName(table);
    create(name, of);
    Staged all = write(name, of, rows, 0, BEFORE);
    Load.Part part =
        new Load.Part(
            name, WriteMode.APPEND, of, Optional.empty(), LoadId.NONE, "", List.of(all), "");
    sink.commit(
        new Load(BEFORE, CHAIN, LoadId.NONE, Position.START, Position.START, List.of(part)), name);
    return this;
  }

  CheckOutcome answer(Check check) {
    return answer(check, 1_000);
  }

  CheckOutcome answer(Check check, long keysMax) {
    return answers(List.of(check), keysMax).get(0);
  }

  List<CheckOutcome> answers(List<Check> checks, long keysMax) {
    CheckedLoad load =
        new CheckedLoad(
            sink, CHAIN, ORDERS, LOAD, mode, List.of(), Map.of(ORDERS, schema), staged, previous);
    return new Checking(checks, check -> ORDERS, load, keysMax).outcomes();
  }

  private void create(TableName table, Schema of) {
    sink.evolve(new TableSpec(table, of, List.of(), Config.none()), List.of(), CHAIN);
  }

  private Staged write(
      TableName table,
      Schema written,
      List<Map<String, @Nullable Object>> rows,
      int task,
      LoadId load) {
    WriteTask of =
        new WriteTask(
            table, ORDERS, written, WriteMode.APPEND, CHAIN, load, task, 0, 0, Config.none());
    try (SinkWriter writer = sink.open(of)) {
      BatchBuilder builder = new BatchBuilder(written);
      for (Map<String, @Nullable Object> row : rows) {
        builder.reset();
        builder.add(row);
        writer.write(builder.build());
      }
      return writer.finish();
    }
  }
}
