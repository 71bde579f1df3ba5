// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.load.LoadId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.ReplacePartitions;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.Transactions;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.DeleteWriteResult;

/**
 * Rows and receipt in one transaction: a snapshot that carries the stamp and the condition, and the
 * properties that mirror the stamp. Used once, by one thread.
 */
final class Publication {

  private static final String LOADED_AT = "tributary.loaded-at";

  private final FencedOperations table;
  private final Transaction transaction;
  private final CommitCondition condition;
  private final Stamp stamp;

  Publication(String name, FencedOperations table, CommitCondition condition, Stamp stamp) {
    this.table = table;
    this.transaction = Transactions.newTransaction(name, table);
    this.condition = condition;
    this.stamp = stamp;
  }

  /** Adds the files; without any, only the receipt moves. */
  void append(List<DataFile> files) {
    AppendFiles append = files.isEmpty() ? transaction.newFastAppend() : transaction.newAppend();
    files.forEach(append::appendFile);
    commit(append);
  }

  /**
   * Lets the files take the place of all rows; without any, the table is empty.
   *
   * @param planned the table's head when the load was planned; rows that came later are not removed
   *     but refuse the commit
   */
  void replace(List<DataFile> files, Optional<Long> planned) {
    OverwriteFiles overwrite =
        transaction
            .newOverwrite()
            .overwriteByRowFilter(Expressions.alwaysTrue())
            .conflictDetectionFilter(Expressions.alwaysTrue())
            .validateNoConflictingData();
    planned.ifPresent(overwrite::validateFromSnapshot);
    files.forEach(overwrite::addFile);
    commit(overwrite);
  }

  /**
   * Lets the files take the place of all rows in their partitions; without any, only the receipt
   * moves.
   *
   * @param planned as for {@link #replace}; rows that came later to other partitions do not refuse
   *     the commit
   */
  void replacePartitions(List<DataFile> files, Optional<Long> planned) {
    if (files.isEmpty()) {
      append(files);
      return;
    }
    ReplacePartitions replace = transaction.newReplacePartitions().validateNoConflictingData();
    planned.ifPresent(replace::validateFromSnapshot);
    files.forEach(replace::addFile);
    commit(replace);
  }

  /**
   * Adds the files and takes rows out of others.
   *
   * @param head the snapshot in which those rows were found; what came later refuses the commit
   * @param referenced the files of the table that lose rows
   */
  void merge(
      List<DataFile> files, DeleteWriteResult deletes, long head, Collection<String> referenced) {
    RowDelta delta =
        transaction
            .newRowDelta()
            .validateFromSnapshot(head)
            .conflictDetectionFilter(Expressions.alwaysTrue())
            .validateNoConflictingDataFiles()
            .validateNoConflictingDeleteFiles()
            .validateDataFilesExist(referenced)
            .validateDeletedFiles();
    files.forEach(delta::addRows);
    deletes.deleteFiles().forEach(delta::addDeletes);
    deletes.rewrittenDeleteFiles().forEach(delta::removeDeletes);
    commit(delta);
  }

  /** As {@link #merge} into a table that has no snapshot yet. */
  void begin(List<DataFile> files, DeleteWriteResult deletes) {
    RowDelta delta =
        transaction
            .newRowDelta()
            .conflictDetectionFilter(Expressions.alwaysTrue())
            .validateNoConflictingDataFiles();
    files.forEach(delta::addRows);
    deletes.deleteFiles().forEach(delta::addDeletes);
    commit(delta);
  }

  /** Sends snapshot and properties. */
  void publish(LoadId previous) {
    TableMetadata now = table.current();
    Snapshot snapshot = transaction.table().currentSnapshot();
    ReceiptMirror mirror =
        ReceiptMirror.of(now.properties(), stamp.chain())
            .with(
                new ReceiptMirror.Entry(
                    stamp.receipt(), snapshot.snapshotId(), snapshot.sequenceNumber(), previous));
    Instant latest = loadedAt(now.properties());
    transaction
        .updateProperties()
        .set(ReceiptMirror.property(stamp.chain()), mirror.toJson())
        .set(LOADED_AT, (latest.isAfter(stamp.loadedAt()) ? latest : stamp.loadedAt()).toString())
        .commit();
    transaction.commitTransaction();
  }

  static Instant loadedAt(Map<String, String> properties) {
    String text = properties.get(LOADED_AT);
    return text == null ? Instant.EPOCH : Instant.parse(text);
  }

  private void commit(SnapshotUpdate<?> update) {
    stamp.putOn(update);
    update.validateWith(condition);
    update.commit();
  }
}
