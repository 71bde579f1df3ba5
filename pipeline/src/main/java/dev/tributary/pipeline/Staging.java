// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.batch.Batch;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Shape;
import dev.tributary.load.Staged;
import dev.tributary.load.TableName;
import dev.tributary.sink.Sink;
import dev.tributary.source.RefusedRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows of one task on their way into the sink: a writer or more per table. Owned by one thread.
 */
final class Staging implements AutoCloseable {

  private final Task task;
  private final Sink sink;
  private final Steps steps;
  private final QuarantineStaging quarantine;
  private final Map<TableName, TableStaging> tables = new LinkedHashMap<>();
  private Tally tally = Tally.NONE;

  Staging(Task task, Sink sink, Steps steps) {
    this.task = task;
    this.sink = sink;
    this.steps = steps;
    this.quarantine = new QuarantineStaging(task, sink, steps);
  }

  /** What became of the rows so far. */
  Tally tally() {
    return tally;
  }

  void write(Batch batch) {
    for (Shape.Rows part : task.intake().shape().of(batch)) {
      TableName table = TableNames.of(task.anchor(), part.suffix());
      tables
          .computeIfAbsent(table, name -> new TableStaging(task, name, sink, steps))
          .write(part.batch());
    }
    tally = tally.withRows(batch.rows());
  }

  /** Takes rows that the source could not read; without a quarantine the first one is an error. */
  void refuse(List<RefusedRow> rows) {
    for (RefusedRow row : rows) {
      if (!task.intake().quarantined()) {
        throw unreadable(row);
      }
      quarantine.add(Refused.unread(row));
      tally = tally.withQuarantined(1);
    }
  }

  /** Per table, the paths of all fields that came. */
  Map<TableName, Set<String>> seen() {
    Map<TableName, Set<String>> seen = new LinkedHashMap<>();
    tables.forEach((name, table) -> seen.put(name, table.seen()));
    return seen;
  }

  /** Makes everything durable. */
  List<Staged> finish() {
    List<Staged> staged = new ArrayList<>();
    for (TableStaging table : tables.values()) {
      staged.addAll(table.finish());
    }
    staged.addAll(quarantine.finish());
    return staged;
  }

  @Override
  public void close() {
    List<AutoCloseable> all = new ArrayList<>(tables.values());
    all.add(quarantine);
    Closing.all(all);
  }

  private TributaryException unreadable(RefusedRow row) {
    return new TributaryException(
        row.code(),
        "A row of stream '"
            + task.request().stream()
            + "' cannot be read, at "
            + row.place()
            + ": "
            + row.reason(),
        "Correct it in the source, or set 'quarantine: true' to load the other rows");
  }
}
