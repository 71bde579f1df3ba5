// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.load.Load;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.DeleteWriteResult;
import org.apache.iceberg.io.OutputFile;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to merge a load into a table as it is now. The delete files that it writes have names
 * of their own, since an earlier attempt of which nobody knows how it ended may refer to others.
 */
final class MergeCommit {

  private final Table table;
  private final Load load;
  private final Load.Part part;
  private final Function<TableName, Table> tables;
  private final List<String> written = new ArrayList<>();
  private final List<String> replaced = new ArrayList<>();

  /**
   * @param tables finds the table of another part of the load
   */
  MergeCommit(Table table, Load load, Load.Part part, Function<TableName, Table> tables) {
    this.table = table;
    this.load = load;
    this.part = part;
    this.tables = tables;
  }

  void into(Publication publication, TableMetadata now, long keysMax) {
    List<DataFile> files = StagedFiles.files(part, now);
    Snapshot head = now.currentSnapshot();
    Finding finding = finding(files);
    DeletedRows deleted = finding.run(id(head), keysMax);
    if (Versions.keeps(part)) {
      files = withCopies(files, finding, deleted);
    }
    if (deleted.isEmpty() && files.isEmpty() && finding.referenced().isEmpty()) {
      publication.append(files);
      return;
    }
    DeleteWriteResult deletes = deleted.write(now.formatVersion(), this::nextDeletes);
    if (head == null) {
      publication.begin(files, deletes);
    } else {
      publication.merge(files, deletes, head.snapshotId(), finding.referenced());
    }
  }

  private Finding finding(List<DataFile> files) {
    return part.parent()
        .flatMap(load::part)
        .<Finding>map(
            parent ->
                new Following(
                    table, part, files, new Parents(tables.apply(parent.table()), load, parent)))
        .orElseGet(
            () ->
                Versions.keeps(part)
                    ? new Versions(table, part, files, load.id())
                    : new Merging(table, part, files));
  }

  /**
   * The files to add: rows of the table that ended come anew, and of a staged file that loses most
   * of its rows only those that stay.
   */
  private List<DataFile> withCopies(List<DataFile> files, Finding finding, DeletedRows deleted) {
    RowCopies copies = new RowCopies(table, this::nextData);
    List<DataFile> added = new ArrayList<>();
    for (DataFile file : files) {
      if (deleted.count(file) * 2L <= file.recordCount()) {
        added.add(file);
      } else {
        BitSet stay = new BitSet();
        stay.set(0, Math.toIntExact(file.recordCount()));
        stay.andNot(deleted.forget(file));
        copies.copy(file, Map.of(), stay, row -> {});
        replaced.add(file.location());
      }
    }
    finding
        .ended()
        .forEach(
            (task, rows) ->
                copies.copy(task.file(), VisibleRows.constants(task), rows.positions(), this::end));
    added.addAll(copies.finish());
    return added;
  }

  private void end(Record row) {
    row.setField(
        part.mode().options().text(WriteMode.VALID_TO), load.id().time().atOffset(ZoneOffset.UTC));
  }

  /** Deletes staged files that were committed as others, after the attempt has provably landed. */
  void cleanUp() {
    try {
      replaced.forEach(location -> table.io().deleteFile(location));
    } catch (RuntimeException e) {
      return; // what is left is an orphan
    }
  }

  /** Deletes what was written, after the attempt has provably failed. */
  void abandon() {
    written.forEach(location -> table.io().deleteFile(location));
    written.clear();
    replaced.clear();
  }

  private static @Nullable Long id(@Nullable Snapshot head) {
    return head == null ? null : head.snapshotId();
  }

  private OutputFile nextDeletes() {
    return next("deletes", Tables.metadata(table).formatVersion() >= 3 ? "puffin" : "parquet");
  }

  private OutputFile nextData() {
    return next("rows", "parquet");
  }

  private OutputFile next(String what, String suffix) {
    String name =
        String.format(Locale.ROOT, "%s-%s-%s.%s", load.id(), what, UUID.randomUUID(), suffix);
    OutputFile out = table.io().newOutputFile(DataFolder.of(table, load.id()).file(name));
    written.add(out.location());
    return out;
  }
}
