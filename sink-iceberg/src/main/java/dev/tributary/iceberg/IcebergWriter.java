// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.batch.Batch;
import dev.tributary.columnar.ParquetBatchWriter;
import dev.tributary.columnar.ParquetFooter;
import dev.tributary.columnar.ParquetOptions;
import dev.tributary.load.Staged;
import dev.tributary.sink.SinkWriter;
import dev.tributary.sink.WriteTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Writes a task's rows into Parquet files of about the target size, in the load's own folder. */
final class IcebergWriter implements SinkWriter {

  private final WriteTask task;
  private final Table table;
  private final Schema schema;
  private final MessageType parquet;
  private final MetricsConfig metrics;
  private final DataFolder folder;
  private final long targetFileBytes;
  private final RowGroupMemory memory;
  private final List<DataFile> files = new ArrayList<>();
  private final List<String> locations = new ArrayList<>();
  private @Nullable ParquetBatchWriter current;
  private boolean finished;

  /**
   * @param schema the task's, with the table's field ids
   */
  IcebergWriter(
      WriteTask task, Table table, Schema schema, long targetFileBytes, RowGroupMemory memory) {
    this.task = task;
    this.table = table;
    this.schema = schema;
    this.parquet = ParquetSchemaUtil.convert(schema, "table");
    this.metrics = MetricsConfig.from(table.properties(), schema, table.sortOrder());
    this.folder = DataFolder.of(table, task.load());
    this.targetFileBytes = targetFileBytes;
    this.memory = memory;
  }

  @Override
  public void write(Batch batch) {
    if (batch.rows() == 0) {
      return;
    }
    ParquetBatchWriter writer = current == null ? open() : current;
    writer.write(batch);
    writer.endRowGroupFrom(memory.share());
    if (writer.bytes() >= targetFileBytes) {
      endFile(writer);
    }
  }

  @Override
  public Staged finish() {
    if (current != null) {
      endFile(current);
    }
    finished = true;
    long rows = files.stream().mapToLong(DataFile::recordCount).sum();
    long bytes = files.stream().mapToLong(DataFile::fileSizeInBytes).sum();
    return new Staged(
        task.table(),
        task.schema(),
        rows,
        bytes,
        files.size(),
        StagedFiles.where(schema, PartitionSpec.unpartitioned(), files));
  }

  @Override
  public void close() {
    try {
      if (current != null) {
        closeFile(current);
      }
    } finally {
      if (!finished) {
        locations.forEach(location -> table.io().deleteFile(location));
        locations.clear();
      }
    }
  }

  private ParquetBatchWriter open() {
    OutputFile out = table.io().newOutputFile(folder.file(name()));
    ParquetBatchWriter writer =
        ParquetBatchWriter.create(
            new ParquetTarget(out), parquet, task.schema(), ParquetOptions.standard());
    locations.add(out.location());
    current = writer;
    memory.enter();
    return writer;
  }

  private void endFile(ParquetBatchWriter writer) {
    ParquetFooter footer = writer.finish();
    closeFile(writer);
    files.add(
        DataFiles.builder(PartitionSpec.unpartitioned())
            .withPath(locations.get(locations.size() - 1))
            .withFormat(FileFormat.PARQUET)
            .withFileSizeInBytes(footer.fileBytes())
            .withMetrics(FileMetrics.of(footer, schema, metrics))
            .withSplitOffsets(FileMetrics.splitOffsets(footer))
            .build());
  }

  private void closeFile(ParquetBatchWriter writer) {
    current = null;
    memory.leave();
    writer.close();
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
