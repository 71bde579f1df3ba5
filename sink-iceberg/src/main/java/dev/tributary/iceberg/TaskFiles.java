// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.batch.Batch;
import dev.tributary.columnar.ParquetBatchWriter;
import dev.tributary.columnar.ParquetOptions;
import dev.tributary.sink.WriteTask;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
import org.apache.iceberg.util.PropertyUtil;
import org.apache.parquet.schema.MessageType;

/**
 * The files of one task, each of one partition and of about the target size. Past so many open
 * ones, the one that was not written to for the longest time ends. Owned by one thread.
 */
final class TaskFiles {

  private final WriteTask task;
  private final Table table;
  private final Schema schema;
  private final MessageType parquet;
  private final MetricsConfig metrics;
  private final ParquetOptions options;
  private final DataFolder folder;
  private final long targetBytes;
  private final RowGroupMemory memory;
  private final Partitioner partitioner;
  private final FileLayout layout;
  private final Map<Integer, OpenFile> open = new LinkedHashMap<>(16, 0.75f, true);
  private final List<DataFile> finished = new ArrayList<>();
  private final List<String> locations = new ArrayList<>();

  /**
   * @param schema the task's, with the table's field ids
   * @param targetBytesElse where the table does not say how large files are
   */
  TaskFiles(
      WriteTask task,
      Table table,
      Schema schema,
      FileLayout layout,
      Partitioner partitioner,
      long targetBytesElse,
      RowGroupMemory memory) {
    this.task = task;
    this.table = table;
    this.schema = schema;
    this.layout = layout;
    this.partitioner = partitioner;
    this.parquet = ParquetSchemaUtil.convert(schema, "table");
    this.metrics = FileMetrics.config(table, schema);
    this.options = FileOptions.of(layout.properties(), parquet, schema);
    this.folder = DataFolder.of(table, task.load());
    this.targetBytes =
        PropertyUtil.propertyAsLong(
            layout.properties(), TableProperties.WRITE_TARGET_FILE_SIZE_BYTES, targetBytesElse);
    this.memory = memory;
  }

  int filesMax() {
    return memory.filesMax(parquet.getColumns().size(), layout.filesMax());
  }

  boolean isOpen(int partition) {
    return open.containsKey(partition);
  }

  /** Appends rows of one partition. */
  void write(int partition, Batch batch) {
    OpenFile file = open.get(partition);
    if (file == null) {
      file = open(partition);
    }
    file.write(batch);
    file.endRowGroupFrom(memory.share());
    if (file.bytes() >= targetBytes) {
      end(partition, file);
    }
  }

  /** Ends all files; those that were written. */
  List<DataFile> finish() {
    while (!open.isEmpty()) {
      endEldest();
    }
    return finished;
  }

  /** Gives back what is open; all of it, also when some of it fails. */
  void close() {
    Iterator<OpenFile> each = open.values().iterator();
    try {
      while (each.hasNext()) {
        OpenFile file = each.next();
        each.remove();
        memory.leave();
        file.close();
      }
    } finally {
      open.values().forEach(this::abandon);
      open.clear();
    }
  }

  private void abandon(OpenFile file) {
    memory.leave();
    file.abandon();
  }

  /** Deletes every file that was begun. */
  void delete() {
    locations.forEach(location -> table.io().deleteFile(location));
    locations.clear();
  }

  private OpenFile open(int partition) {
    if (open.size() >= filesMax()) {
      endEldest();
    }
    OutputFile out = table.io().newOutputFile(folder.file(name()));
    ParquetBatchWriter writer =
        ParquetBatchWriter.create(new ParquetTarget(out), parquet, task.schema(), options);
    locations.add(out.location());
    OpenFile file =
        new OpenFile(out.location(), writer, layout, partitioner.key(partition), order());
    open.put(partition, file);
    memory.enter();
    return file;
  }

  private java.util.Optional<RowOrder> order() {
    SortOrder order = layout.order();
    return order.isUnsorted()
        ? java.util.Optional.empty()
        : java.util.Optional.of(new RowOrder(order, schema, task.schema()));
  }

  private void endEldest() {
    Map.Entry<Integer, OpenFile> eldest = open.entrySet().iterator().next();
    end(eldest.getKey(), eldest.getValue());
  }

  private void end(int partition, OpenFile file) {
    DataFile data = file.finish(schema, metrics);
    open.remove(partition);
    memory.leave();
    file.close();
    finished.add(data);
  }

  private String name() {
    return String.format(
        Locale.ROOT,
        "%s-%05d-%d-%d-%05d.parquet",
        task.load(),
        task.task(),
        task.attempt(),
        task.file(),
        locations.size());
  }
}
