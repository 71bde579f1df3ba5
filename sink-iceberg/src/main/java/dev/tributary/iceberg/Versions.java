// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.load.WriteMode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a merge changes that keeps history: the present rows of the table that end, and of the
 * load's own rows those that lose against another of their key, change nothing, or only say that a
 * row is gone. Reads the columns that decide, of files with present rows. Holds a part of the keys
 * at a time, as {@link Merging} does.
 */
final class Versions implements Finding {

  private final Table table;
  private final LoadId load;
  private final Load.Part part;
  private final List<DataFile> staged;
  private final MergeRules rules;
  private final String validTo;
  private final int version;
  private final int begin;
  private final int end;
  private final List<Integer> within;
  private final boolean retires;
  private final KeyScan scan;
  private final DeletedRows deleted;
  private final Set<String> referenced = new HashSet<>();
  private final Set<List<@Nullable Object>> groups = new HashSet<>();
  private final Map<Comparable<?>, Row> rows = new HashMap<>();
  private final Map<FileScanTask, DeletedRows.Rows> ended = new LinkedHashMap<>();

  Versions(Table table, Load.Part part, List<DataFile> staged, LoadId load) {
    this.load = load;
    this.table = table;
    this.part = part;
    this.staged = staged;
    this.rules = MergeRules.of(part.table(), table.schema(), part.mode());
    this.validTo = part.mode().options().text(WriteMode.VALID_TO);
    this.begin = rules.place(part.mode().options().text(WriteMode.VALID_FROM));
    this.end = rules.place(validTo);
    this.version = rules.place(part.mode().options().text(WriteMode.VERSION));
    this.within =
        part.mode().options().list(WriteMode.RETIRE_WITHIN, String.class).stream()
            .map(rules::place)
            .toList();
    this.retires = part.mode().options().flag(WriteMode.RETIRE_MISSING);
    this.scan = new KeyScan(table, rules.columns());
    this.deleted = new DeletedRows(table);
  }

  /** Whether a part keeps history. */
  static boolean keeps(Load.Part part) {
    return part.mode().options().has(WriteMode.VALID_TO);
  }

  @Override
  public DeletedRows run(@Nullable Long head, long keysMax) {
    staged.forEach(this::groups);
    int passes = Math.max(1, MergeKey.passes(part.rows(), keysMax));
    for (int pass = 0; pass < passes; pass++) {
      rows.clear();
      for (DataFile file : staged) {
        stagedRows(file, pass, passes);
      }
      if (head != null) {
        tableRows(head, pass, passes);
      }
      rows.values().stream().filter(row -> row.isFlagged() || row.isUnchanged()).forEach(Row::go);
    }
    return deleted;
  }

  @Override
  public Set<String> referenced() {
    return referenced;
  }

  @Override
  public Map<FileScanTask, DeletedRows.Rows> ended() {
    return ended;
  }

  private void groups(DataFile file) {
    if (retires && !within.isEmpty()) {
      scan.each(file.location(), row -> groups.add(group(row)));
    }
  }

  private List<@Nullable Object> group(StructLike row) {
    List<@Nullable Object> values = new ArrayList<>();
    within.forEach(place -> values.add(MergeKey.value(row, place)));
    return values;
  }

  private void stagedRows(DataFile file, int pass, int passes) {
    DeletedRows.Rows going = deleted.of(file, List.of());
    scan.each(
        file.location(),
        row -> {
          Comparable<?> key = MergeKey.of(row, rules.keys());
          if (key != null && MergeKey.pass(key, passes) == pass) {
            rows.merge(key, new Row(row, going), Row::winner);
          }
        });
  }

  private void tableRows(long head, int pass, int passes) {
    Expression present = Expressions.isNull(validTo);
    KeyFilter keys = new KeyFilter(rules.columns(), rules.keys());
    Expression filter =
        retires || rows.isEmpty() ? present : Expressions.and(present, keys.among(rows.keySet()));
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().useSnapshot(head).filter(filter).planFiles()) {
      for (FileScanTask task : tasks) {
        tableRows(task, pass, passes);
      }
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Cannot read the files of table %s", table.name());
    }
  }

  private void tableRows(FileScanTask task, int pass, int passes) {
    DeletedRows.Rows going = deleted.of(task.file(), task.deletes());
    scan.each(
        task,
        row -> {
          Comparable<?> key = MergeKey.of(row, rules.keys());
          if (key != null
              && row.get(end, Object.class) == null
              && MergeKey.pass(key, passes) == pass
              && ends(key, row)) {
            requireEarlier(row);
            going.delete(row.get(rules.position(), Long.class));
            ended.putIfAbsent(task, going);
          }
          if (key != null && rows.containsKey(key)) {
            referenced.add(task.file().location());
          }
        });
    if (ended.containsKey(task)) {
      referenced.add(task.file().location());
    }
  }

  /** Another chain's load that began later may have been quicker. */
  private void requireEarlier(StructLike present) {
    Long began = begin < 0 ? null : present.get(begin, Long.class);
    if (began != null && began >= load.time().toEpochMilli() * 1_000) {
      throw new TributaryException(
          ErrorCode.TABLE_CHANGED,
          "A row of table '"
              + part.table()
              + "' is valid from a later time than load "
              + load
              + " that would end it",
          "Run again; the next load begins later");
    }
  }

  private boolean ends(Comparable<?> key, StructLike present) {
    Row next = rows.get(key);
    if (next == null) {
      return retires && (within.isEmpty() || groups.contains(group(present)));
    }
    boolean same = Objects.equals(next.version, value(present, version));
    next.met |= same;
    return next.isFlagged() || !same;
  }

  private static @Nullable Comparable<Object> value(StructLike row, int place) {
    return place < 0 ? null : MergeKey.value(row, place);
  }

  /** A row of the load. */
  private final class Row {

    private final DeletedRows.Rows file;
    private final long position;
    private final @Nullable Comparable<Object> order;
    private final @Nullable Comparable<Object> arrival;
    private final @Nullable Comparable<Object> version;
    private final boolean flagged;

    /** Whether the table's present row is of the same version. */
    private boolean met;

    Row(StructLike row, DeletedRows.Rows file) {
      this.file = file;
      this.position = row.get(rules.position(), Long.class);
      this.order = value(row, rules.order());
      this.arrival = value(row, rules.arrival());
      this.version = value(row, Versions.this.version);
      this.flagged = rules.flag() >= 0 && Boolean.TRUE.equals(row.get(rules.flag(), Boolean.class));
    }

    Row winner(Row later) {
      int order = Merging.compare(this.order, later.order);
      order = order == 0 ? Merging.compare(arrival, later.arrival) : order;
      Row loser = order > 0 ? later : this;
      loser.go();
      return loser == this ? later : this;
    }

    boolean isFlagged() {
      return flagged;
    }

    boolean isUnchanged() {
      return met;
    }

    void go() {
      file.delete(position);
    }
  }
}
