// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.deletes.PositionDelete;
import org.apache.iceberg.deletes.PositionDeleteWriter;
import org.apache.iceberg.encryption.EncryptedFiles;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;

/** Somebody who writes the same table with Iceberg's own writers and knows nothing of loads. */
final class Stranger {

  private final Table table;

  Stranger(Table table) {
    this.table = table;
  }

  void append(long... ids) {
    List<Record> records = new ArrayList<>();
    for (long id : ids) {
      Record record = GenericRecord.create(table.schema());
      record.setField("id", id);
      record.setField("name", "name of " + id);
      records.add(record);
    }
    append(records);
  }

  void append(Record record) {
    append(List.of(record));
  }

  void append(List<Record> records) {
    AppendFiles append = table.newAppend();
    write(records).forEach(append::appendFile);
    append.commit();
  }

  /** As {@link #append(long...)}, with a manifest of its own. */
  void fastAppend(long id) {
    AppendFiles append = table.newFastAppend();
    Record record = GenericRecord.create(table.schema());
    record.setField("id", id);
    record.setField("name", "name of " + id);
    write(List.of(record)).forEach(append::appendFile);
    append.commit();
  }

  /** Puts one file with the same rows in the place of all live files. */
  void compact() {
    try (CloseableIterable<Record> rows = IcebergGenerics.read(table).build();
        CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      Set<DataFile> old = new HashSet<>();
      tasks.forEach(task -> old.add(task.file()));
      List<Record> records = new ArrayList<>();
      rows.forEach(records::add);
      RewriteFiles rewrite = table.newRewrite();
      old.forEach(rewrite::deleteFile);
      write(records).forEach(rewrite::addFile);
      if (table.currentSnapshot() != null) {
        rewrite.validateFromSnapshot(table.currentSnapshot().snapshotId());
      }
      rewrite.commit();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Looks at the table as it is now. */
  void refresh() {
    table.refresh();
  }

  /** Writes one position delete file that speaks of every live data file. */
  void deleteFirstRowOfEachFile() throws IOException {
    TreeSet<String> files = new TreeSet<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      tasks.forEach(task -> files.add(task.file().location()));
    }
    PositionDeleteWriter<Void> writer =
        Parquet.writeDeletes(
                table
                    .io()
                    .newOutputFile(
                        table.locationProvider().newDataLocation(UUID.randomUUID() + ".parquet")))
            .withSpec(table.spec())
            .buildPositionWriter();
    try (writer) {
      PositionDelete<Void> delete = PositionDelete.create();
      files.forEach(file -> writer.write(delete.set(file, 0)));
    }
    table.newRowDelta().addDeletes(writer.toDeleteFile()).commit();
  }

  /** Keeps the newest snapshots only. */
  void expire(int retained) {
    table
        .expireSnapshots()
        .expireOlderThan(System.currentTimeMillis() + 1)
        .retainLast(retained)
        .commit();
  }

  void rollBackTo(long snapshot) {
    table.manageSnapshots().rollbackTo(snapshot).commit();
  }

  /** One file per partition. */
  private List<DataFile> write(List<Record> records) {
    PartitionKey key = new PartitionKey(table.spec(), table.schema());
    InternalRecordWrapper internal = new InternalRecordWrapper(table.schema().asStruct());
    Map<PartitionKey, List<Record>> partitions = new LinkedHashMap<>();
    for (Record record : records) {
      key.partition(internal.wrap(record));
      partitions.computeIfAbsent(key.copy(), k -> new ArrayList<>()).add(record);
    }
    return partitions.entrySet().stream()
        .map(each -> write(each.getKey(), each.getValue()))
        .toList();
  }

  private DataFile write(PartitionKey partition, List<Record> records) {
    String location = table.locationProvider().newDataLocation(UUID.randomUUID() + ".parquet");
    try {
      DataWriter<Record> writer =
          Parquet.writeData(
                  EncryptedFiles.plainAsEncryptedOutput(table.io().newOutputFile(location)))
              .forTable(table)
              .createWriterFunc(schema -> GenericParquetWriter.create(table.schema(), schema))
              .withSpec(table.spec())
              .withPartition(table.spec().isPartitioned() ? partition : null)
              .build();
      try (writer) {
        writer.write(records);
      }
      return writer.toDataFile();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
