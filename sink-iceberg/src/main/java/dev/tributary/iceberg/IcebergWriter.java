// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.batch.Batch;
import dev.tributary.load.Staged;
import dev.tributary.sink.SinkWriter;
import dev.tributary.sink.WriteTask;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.jspecify.annotations.Nullable;

/**
 * Writes a task's rows into Parquet files of about the target size, in the load's own folder, one
 * file per partition at a time. Rows go straight to their files as long as there are few
 * partitions. Where there are more than files may be open, or rows are to be sorted, they wait in
 * memory until there are enough that writing them partition by partition gives files of some size.
 */
final class IcebergWriter implements SinkWriter {

  private static final int CHUNK_ROWS = 8_192;

  private final WriteTask task;
  private final Schema schema;
  private final FileLayout layout;
  private final Partitioner partitioner;
  private final TaskFiles files;
  private final RowGroupMemory memory;
  private final Optional<RowOrder> order;
  private final Selection selection;
  private final RowClusters clusters = new RowClusters();
  private @Nullable RowBuffer waiting;
  private boolean finished;

  /**
   * @param schema the task's, with the table's field ids
   */
  IcebergWriter(
      WriteTask task, Table table, Schema schema, long targetFileBytes, RowGroupMemory memory) {
    this.task = task;
    this.schema = schema;
    this.memory = memory;
    this.layout = FileLayout.of(task, table, schema);
    this.partitioner = new Partitioner(layout.spec(), schema, task.schema());
    this.files = new TaskFiles(task, table, schema, layout, partitioner, targetFileBytes, memory);
    this.selection = new Selection(task.schema());
    this.order =
        layout.order().isUnsorted()
            ? Optional.empty()
            : Optional.of(new RowOrder(layout.order(), schema, task.schema()));
  }

  @Override
  public void write(Batch batch) {
    if (batch.rows() == 0) {
      return;
    }
    if (waiting == null && order.isEmpty()) {
      int[] partitions = partitioner.assign(batch);
      if (partitioner.size() <= files.filesMax()) {
        spread(batch, partitions);
        return;
      }
    }
    await(batch);
  }

  @Override
  public Staged finish() {
    List<DataFile> all = finishFiles();
    return new Staged(
        task.table(),
        task.schema(),
        all.stream().mapToLong(DataFile::recordCount).sum(),
        all.stream().mapToLong(DataFile::fileSizeInBytes).sum(),
        all.size(),
        StagedFiles.where(schema, layout, all));
  }

  /** As {@link #finish}, for files that are not staged for a load. */
  List<DataFile> finishFiles() {
    if (waiting != null && !waiting.isEmpty()) {
      flush(waiting);
    }
    List<DataFile> all = files.finish();
    finished = true;
    return all;
  }

  @Override
  public void close() {
    try {
      if (waiting != null) {
        waiting = null;
        memory.leaveBuffer();
      }
      files.close();
    } finally {
      if (!finished) {
        files.delete();
      }
    }
  }

  private void await(Batch batch) {
    RowBuffer buffer = waiting;
    if (buffer == null) {
      buffer = new RowBuffer(task.schema());
      waiting = buffer;
      memory.enterBuffer();
    }
    buffer.add(batch);
    if (buffer.isFull(memory.bufferShare())) {
      flush(buffer);
    }
  }

  private void flush(RowBuffer buffer) {
    Batch all = buffer.rows();
    spread(all, partitioner.assign(all));
    buffer.clear();
  }

  /** Partitions with an open file come first, before other ones make it end. */
  private void spread(Batch batch, int[] partitions) {
    if (order.isEmpty() && isOne(partitions, batch.rows())) {
      files.write(partitions[0], batch);
      return;
    }
    int count = partitioner.size();
    clusters.group(partitions, batch.rows(), count);
    boolean[] wasOpen = new boolean[count];
    for (int partition = 0; partition < count; partition++) {
      wasOpen[partition] = files.isOpen(partition);
      if (wasOpen[partition]) {
        write(partition, batch);
      }
    }
    for (int partition = 0; partition < count; partition++) {
      if (!wasOpen[partition]) {
        write(partition, batch);
      }
    }
  }

  private void write(int partition, Batch batch) {
    int from = clusters.from(partition);
    int to = clusters.to(partition);
    order.ifPresent(rows -> rows.sort(batch, clusters.order(), from, to));
    for (int at = from; at < to; at += CHUNK_ROWS) {
      int end = Math.min(to, at + CHUNK_ROWS);
      files.write(partition, selection.of(batch, clusters.order(), at, end));
    }
  }

  private static boolean isOne(int[] partitions, int rows) {
    for (int row = 1; row < rows; row++) {
      if (partitions[row] != partitions[0]) {
        return false;
      }
    }
    return true;
  }
}
