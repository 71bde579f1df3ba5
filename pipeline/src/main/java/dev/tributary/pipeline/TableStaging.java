// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.batch.Batch;
import dev.tributary.evolution.Contract;
import dev.tributary.load.Staged;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.schema.Schema;
import dev.tributary.sink.Sink;
import dev.tributary.sink.SinkCapabilities;
import dev.tributary.sink.SinkWriter;
import dev.tributary.sink.TableSpec;
import dev.tributary.sink.WriteTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows of one task for one table, which is made, with nothing but system columns, where it was
 * not known at planning: a place to stage beside; its fields are settled with the others'. Batches
 * that the table can take as it is go to one writer; others are staged as they are, with a writer
 * per schema, until the coordinator has joined the schemas of all tasks. Owned by one thread.
 */
final class TableStaging implements AutoCloseable {

  /** Each open writer holds a row group; past so many schemas at once, the eldest is finished. */
  private static final int OPEN_WRITERS_MAX = 4;

  private final Task task;
  private final TableName table;
  private final Sink sink;
  private final Steps steps;
  private final Fit fit;
  private final SystemColumns.Stamp stamp;
  private final WriteMode mode;
  private final Map<Schema, SinkWriter> writers = new LinkedHashMap<>();
  private final List<Staged> finished = new ArrayList<>();
  private boolean exists;
  private int files;

  TableStaging(Task task, TableName table, Sink sink, Steps steps) {
    this.task = task;
    this.table = table;
    this.sink = sink;
    this.steps = steps;
    this.stamp = task.intake().systemColumns().stamp(task.load());
    Intake intake = task.intake();
    Schema known = task.targets().getOrDefault(table, Schema.empty());
    SinkCapabilities capable = sink.capabilities();
    this.mode = intake.modes(task.anchor(), task.mode(), capable).of(table);
    Contract contract = intake.contract(task.anchor(), table, known, capable);
    this.fit = new Fit(known, intake.systemColumns(), contract, capable, mode.keys());
  }

  /**
   * @param number of the source's batch, in the order in which the load reads them
   */
  void write(Batch batch, long number) {
    Batch fitted = fit.apply(batch, stamp, number);
    writer(fitted.schema()).write(fitted);
  }

  /** The paths of all fields that came. */
  Set<String> seen() {
    return fit.seen();
  }

  List<Staged> finish() {
    while (!writers.isEmpty()) {
      finishEldest();
    }
    return finished;
  }

  @Override
  public void close() {
    Closing.all(writers.values());
  }

  private SinkWriter writer(Schema schema) {
    SinkWriter open = writers.get(schema);
    if (open == null) {
      if (writers.size() == OPEN_WRITERS_MAX) {
        finishEldest();
      }
      makeTable();
      open = sink.open(writeTask(schema));
      writers.put(schema, open);
    }
    return open;
  }

  private void makeTable() {
    if (!exists && !task.targets().containsKey(table)) {
      Schema bare = task.intake().systemColumns().appendTo(Schema.empty());
      TableSpec spec = new TableSpec(table, bare, List.of(), task.tableSettings(), false);
      steps.take(Step.EVOLVE, task.load(), table, () -> sink.evolve(spec, List.of(), task.chain()));
    }
    exists = true;
  }

  private void finishEldest() {
    Map.Entry<Schema, SinkWriter> eldest = writers.entrySet().iterator().next();
    try (SinkWriter writer = eldest.getValue()) {
      finished.add(writer.finish());
    }
    writers.remove(eldest.getKey());
  }

  private WriteTask writeTask(Schema schema) {
    return new WriteTask(
        table,
        task.anchor(),
        schema,
        mode,
        task.chain(),
        task.load(),
        task.ordinal(),
        task.attempt(),
        files++,
        task.tableSettings());
  }
}
