// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck.memory;

import dev.tributary.batch.Batch;
import dev.tributary.load.Fields;
import dev.tributary.load.Staged;
import dev.tributary.sink.SinkWriter;
import dev.tributary.sink.WriteTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers copies of rows and hands them over when it finishes. */
final class MemoryWriter implements SinkWriter {

  private final MemoryWarehouse warehouse;
  private final WriteTask task;
  private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();
  private long bytes;
  private boolean over;

  MemoryWriter(MemoryWarehouse warehouse, WriteTask task) {
    this.warehouse = warehouse;
    this.task = task;
  }

  @Override
  public void write(Batch batch) {
    checkOpen();
    if (!batch.schema().equals(task.schema())) {
      throw new IllegalArgumentException(
          "A batch of " + batch.schema() + " came to a writer of " + task.schema());
    }
    rows.addAll(batch.toMaps());
    bytes += batch.bytes();
  }

  @Override
  public Staged finish() {
    checkOpen();
    over = true;
    Rows written = new Rows(task.schema(), rows);
    Fields where =
        warehouse.staging(
            staging -> staging.add(task.anchor(), task.chain(), task.load(), written));
    return new Staged(task.table(), task.schema(), rows.size(), bytes, 1, where);
  }

  @Override
  public void close() {
    over = true;
  }

  private void checkOpen() {
    if (over) {
      throw new IllegalStateException("The writer was finished or closed");
    }
  }
}
