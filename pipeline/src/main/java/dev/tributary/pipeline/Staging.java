// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.batch.Batch;
import dev.tributary.evolution.Shape;
import dev.tributary.load.Staged;
import dev.tributary.load.TableName;
import dev.tributary.sink.Sink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of one task on their way into the tables of its load. Owned by one thread. */
final class Staging implements AutoCloseable {

  private final Task task;
  private final Sink sink;
  private final Map<TableName, TableStaging> tables = new LinkedHashMap<>();
  private long rows;

  Staging(Task task, Sink sink) {
    this.task = task;
    this.sink = sink;
  }

  /** Rows of the stream that were written, however many tables they went to. */
  long rows() {
    return rows;
  }

  void write(Batch batch) {
    for (Shape.Rows part : task.shape().of(batch)) {
      TableName table = TableNames.of(task.anchor(), part.suffix());
      tables.computeIfAbsent(table, name -> new TableStaging(task, name, sink)).write(part.batch());
    }
    rows += batch.rows();
  }

  /** Makes everything durable. */
  List<Staged> finish() {
    List<Staged> staged = new ArrayList<>();
    for (TableStaging table : tables.values()) {
      staged.addAll(table.finish());
    }
    return staged;
  }

  @Override
  public void close() {
    Closing.all(tables.values());
  }
}
