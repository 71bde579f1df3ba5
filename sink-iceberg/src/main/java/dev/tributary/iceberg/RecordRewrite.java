// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.io.RollingDataWriter;

/**
 * Writes rows anew with Iceberg's own writer, which is slower, where ours would not keep values to
 * the letter: variants that others made have types that JSON has not. The files of a group are of
 * one partition. Used by one thread.
 */
final class RecordRewrite {

  private final Table table;
  private final VisibleRows visible;
  private final long targetBytes;

  RecordRewrite(Table table, VisibleRows visible, long targetBytes) {
    this.table = table;
    this.visible = visible;
    this.targetBytes = targetBytes;
  }

  /**
   * @param each is told of every row
   */
  List<DataFile> write(List<FileScanTask> group, int number, Consumer<Record> each) {
    RollingDataWriter<Record> writer = writer(group.get(0).file(), number);
    boolean done = false;
    try {
      for (FileScanTask task : group) {
        copy(task, writer, each);
      }
      writer.close();
      done = true;
      return writer.result().dataFiles();
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Cannot write files of table %s", table.name());
    } finally {
      if (!done) {
        abandon(writer);
      }
    }
  }

  private void copy(FileScanTask task, RollingDataWriter<Record> writer, Consumer<Record> each)
      throws IOException {
    try (CloseableIterable<Record> records = visible.records(task)) {
      for (Record record : records) {
        each.accept(record);
        writer.write(record);
      }
    }
  }

  private RollingDataWriter<Record> writer(DataFile alike, int number) {
    return new RollingDataWriter<>(
        new GenericFileWriterFactory.Builder(table)
            .dataFileFormat(FileFormat.PARQUET)
            .dataSchema(visible.schema())
            .build(),
        OutputFileFactory.builderFor(table, number, 0)
            .operationId("compact-" + UUID.randomUUID())
            .format(FileFormat.PARQUET)
            .build(),
        table.io(),
        targetBytes,
        table.spec(),
        alike.partition());
  }

  private void abandon(RollingDataWriter<Record> writer) {
    try {
      writer.close();
      writer.result().dataFiles().forEach(file -> table.io().deleteFile(file.location()));
    } catch (IOException | RuntimeException second) {
      return; // what is left is an orphan
    }
  }
}
