// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.batch.Batch;
import dev.tributary.config.Config;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Chain;
import dev.tributary.load.LoadId;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.sink.BatchReader;
import dev.tributary.sink.WriteTask;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;

/**
 * Writes the visible rows of groups of data files into new ones, a batch at a time. What it writes
 * is in a folder of its own among the table's data files. Thread-safe.
 */
final class GroupRewrite {

  private final TableName name;
  private final Table table;
  private final LoadId folder;
  private final long targetBytes;
  private final Config settings;
  private final RowGroupMemory memory;
  private final AtomicBoolean stopped;

  GroupRewrite(
      TableName name,
      Table table,
      LoadId folder,
      long targetBytes,
      RowGroupMemory memory,
      AtomicBoolean stopped) {
    this.name = name;
    this.table = table;
    this.folder = folder;
    this.targetBytes = targetBytes;
    this.settings =
        new IcebergSinkProvider()
            .tableSettings()
            .read("maintain", Map.of(LayoutSettings.TARGET_FILE_BYTES.name(), targetBytes));
    this.memory = memory;
    this.stopped = stopped;
  }

  /**
   * One group of files and what took their place.
   *
   * @param deletes delete files that go with the old files
   */
  record Rewritten(Set<DataFile> old, Set<DeleteFile> deletes, List<DataFile> written) {

    static long bytes(Iterable<DataFile> files) {
      long bytes = 0;
      for (DataFile file : files) {
        bytes += file.fileSizeInBytes();
      }
      return bytes;
    }
  }

  Rewritten run(RewritePlan.Group group, int number) {
    Set<DataFile> old = new HashSet<>();
    group.files().forEach(task -> old.add(task.file()));
    return new Rewritten(old, group.deletes(), write(group.files(), number));
  }

  private List<DataFile> write(List<FileScanTask> group, int number) {
    VisibleRows visible = new VisibleRows(table);
    if (!VisibleRows.isFaithful(visible.schema())) {
      return new RecordRewrite(table, visible, targetBytes).write(group, number, row -> goOn());
    }
    WriteTask writing = task(visible, number);
    if (!FileLayout.of(writing, table, visible.schema()).spec().equals(table.spec())) {
      throw new IllegalStateException("Rows cannot be parted as table " + name + " is");
    }
    long rows = 0;
    try (IcebergWriter writer =
        new IcebergWriter(writing, table, visible.schema(), targetBytes, memory)) {
      for (FileScanTask task : group) {
        rows += copy(visible, task, writer);
      }
      List<DataFile> files = writer.finishFiles();
      long written = files.stream().mapToLong(DataFile::recordCount).sum();
      if (written != rows) {
        throw new IllegalStateException("Read " + rows + " rows and wrote " + written);
      }
      return files;
    }
  }

  private long copy(VisibleRows visible, FileScanTask task, IcebergWriter writer) {
    long rows = 0;
    try (BatchReader reader = visible.of(task)) {
      for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
        goOn();
        writer.write(batch);
        rows += batch.rows();
      }
    }
    return rows;
  }

  private void goOn() {
    if (stopped.get()) {
      throw cancelled(name);
    }
  }

  private WriteTask task(VisibleRows visible, int number) {
    return new WriteTask(
        name,
        name,
        visible.rows(),
        WriteMode.APPEND,
        new Chain("", ""),
        folder,
        number,
        0,
        0,
        settings);
  }

  static TributaryException cancelled(TableName table) {
    return new TributaryException(
        ErrorCode.CANCELLED,
        "The upkeep of table '" + table + "' was asked to stop",
        "Run it again; what was committed stays");
  }
}
