// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.encryption.EncryptedFiles;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;

/** What others may do to all tables of the shop, with Iceberg's own means. */
enum Stranger {
  /** Keeps only the newest snapshot of each table. */
  EXPIRES_SNAPSHOTS {
    @Override
    void change(Table table) {
      table
          .expireSnapshots()
          .expireOlderThan(System.currentTimeMillis() + 1)
          .retainLast(1)
          .commit();
    }
  },
  /** Writes the rows of each table into one file. */
  COMPACTS {
    @Override
    void change(Table table) {
      compact(table);
    }
  },
  /** Compacts, and expires what that replaced. */
  COMPACTS_AND_EXPIRES {
    @Override
    void change(Table table) {
      compact(table);
      EXPIRES_SNAPSHOTS.change(table);
    }
  },
  /** Takes each table back by one snapshot. */
  ROLLS_BACK {
    @Override
    void change(Table table) {
      rollBack(table);
    }
  },
  /** Takes only the root back by one snapshot. */
  ROLLS_BACK_ROOT {
    @Override
    void change(Table table) {
      if (table.name().endsWith("." + Variant.STREAM)) {
        rollBack(table);
      }
    }
  };

  abstract void change(Table table);

  boolean keepsRows() {
    return this != ROLLS_BACK && this != ROLLS_BACK_ROOT;
  }

  void visit(Shop shop) {
    try (Lake lake = new Lake(shop)) {
      for (String name : lake.tables()) {
        Table table = lake.table(name);
        if (table.currentSnapshot() != null) {
          change(table);
        }
      }
    }
  }

  private static void rollBack(Table table) {
    Long before = table.currentSnapshot().parentId();
    if (before != null) {
      table.manageSnapshots().rollbackTo(before).commit();
    }
  }

  private static void compact(Table table) {
    try (CloseableIterable<Record> rows = IcebergGenerics.read(table).build();
        CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      Set<DataFile> old = new HashSet<>();
      tasks.forEach(task -> old.add(task.file()));
      List<Record> records = new ArrayList<>();
      rows.forEach(records::add);
      if (!old.isEmpty()) {
        table.newRewrite().rewriteFiles(old, Set.of(write(table, records))).commit();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DataFile write(Table table, List<Record> records) throws IOException {
    String location = table.locationProvider().newDataLocation(UUID.randomUUID() + ".parquet");
    DataWriter<Record> writer =
        Parquet.writeData(EncryptedFiles.plainAsEncryptedOutput(table.io().newOutputFile(location)))
            .forTable(table)
            .createWriterFunc(schema -> GenericParquetWriter.create(table.schema(), schema))
            .withSpec(PartitionSpec.unpartitioned())
            .build();
    try (writer) {
      writer.write(records);
    }
    return writer.toDataFile();
  }
}
