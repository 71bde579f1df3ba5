// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Load;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows that a merge takes out: of the load's own rows those that lose against another of
 * their key, and of the table's those whose key comes again. Reads the columns of the key and no
 * others, of files whose bounds say that they may have such a key. Holds a part of the keys at a
 * time and reads again for the next, so memory is bounded by {@code keysMax}.
 */
final class Merging implements Finding {

  private final Table table;
  private final Load.Part part;
  private final MergeRules rules;
  private final KeyScan scan;
  private final KeyFilter keys;
  private final DeletedRows deleted;
  private final List<DataFile> staged;
  private final Set<String> referenced = new HashSet<>();
  private final Map<String, Integer> writers = new HashMap<>();
  private final Map<Comparable<?>, Winner> winners = new HashMap<>();

  Merging(Table table, Load.Part part, List<DataFile> staged) {
    this.table = table;
    this.part = part;
    this.staged = staged;
    this.rules = MergeRules.of(part.table(), table.schema(), part.mode());
    this.scan = new KeyScan(table, rules.columns());
    this.keys = new KeyFilter(rules.columns(), rules.keys());
    this.deleted = new DeletedRows(table);
    for (int i = 0; i < part.staged().size(); i++) {
      for (String location : StagedFiles.locations(part.staged().get(i))) {
        writers.put(location, i);
      }
    }
  }

  @Override
  public DeletedRows run(@Nullable Long head, long keysMax) {
    int passes = MergeKey.passes(part.rows(), keysMax);
    for (int pass = 0; pass < passes; pass++) {
      winners.clear();
      for (DataFile file : staged) {
        stagedRows(file, pass, passes);
      }
      if (head != null) {
        tableRows(head);
      }
      winners.values().stream().filter(Winner::goes).forEach(Winner::delete);
    }
    return deleted;
  }

  @Override
  public Set<String> referenced() {
    return referenced;
  }

  private void stagedRows(DataFile file, int pass, int passes) {
    DeletedRows.Rows rows = deleted.of(file, List.of());
    scan.each(
        file.location(),
        row -> {
          Comparable<?> key = MergeKey.of(row, rules.keys());
          if (key != null && MergeKey.pass(key, passes) == pass) {
            winners.merge(key, winner(row, rows), this::decide);
          }
        });
  }

  private Winner winner(StructLike row, DeletedRows.Rows rows) {
    return new Winner(
        rows,
        row.get(rules.position(), Long.class),
        value(row, rules.order()),
        value(row, rules.arrival()),
        rules.flag() >= 0 && Boolean.TRUE.equals(row.get(rules.flag(), Boolean.class)));
  }

  private static @Nullable Comparable<Object> value(StructLike row, int place) {
    return place < 0 ? null : MergeKey.value(row, place);
  }

  private Winner decide(Winner first, Winner second) {
    if (rules.groups()) {
      return first.together(second);
    }
    int order = compare(first.order, second.order);
    order = order == 0 ? compare(first.arrival, second.arrival) : order;
    if (order == 0 && areOfOneWriter(first, second)) {
      requireArrival(first.rows == second.rows);
    }
    Winner loser = order > 0 ? second : first;
    loser.delete();
    return order > 0 ? first : second;
  }

  private boolean areOfOneWriter(Winner first, Winner second) {
    return Objects.equals(writers.get(first.rows.location()), writers.get(second.rows.location()));
  }

  static int compare(@Nullable Comparable<Object> a, @Nullable Comparable<Object> b) {
    if (a == null || b == null) {
      return Boolean.compare(a != null, b != null);
    }
    return a.compareTo(b);
  }

  /**
   * Files that one writer has open beside each other, or sorts, do not tell which row came last.
   */
  private void requireArrival(boolean sameFile) {
    if (table.sortOrder().isSorted() || (table.spec().isPartitioned() && !sameFile)) {
      throw new TributaryException(
          ErrorCode.MODE_UNSUPPORTED,
          "Rows with one key came twice for table '"
              + part.table()
              + "', which is partitioned or sorted, so that nobody can tell which came last",
          "Set 'dedup-by' to a field that grows with each change of a row");
    }
  }

  private void tableRows(long head) {
    if (winners.isEmpty()) {
      return;
    }
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().useSnapshot(head).filter(keys.among(winners.keySet())).planFiles()) {
      for (FileScanTask task : tasks) {
        tableRows(task);
      }
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Cannot read the files of table %s", table.name());
    }
  }

  private void tableRows(FileScanTask task) {
    DeletedRows.Rows rows = deleted.of(task.file(), task.deletes());
    scan.each(
        task,
        row -> {
          Comparable<?> key = MergeKey.of(row, rules.keys());
          Winner winner = key == null ? null : winners.get(key);
          if (winner != null) {
            referenced.add(task.file().location());
            take(winner, rows, row.get(rules.position(), Long.class));
          }
        });
  }

  private void take(Winner winner, DeletedRows.Rows rows, long position) {
    if (rules.insertsOnly() && !winner.goes) {
      winner.goes = true;
    } else if (!rules.insertsOnly()) {
      rows.delete(position);
    }
  }

  /** The row that is kept among those with its key, so far. */
  private static final class Winner {

    private final DeletedRows.Rows rows;
    private final long position;
    private final @Nullable Comparable<Object> order;
    private final @Nullable Comparable<Object> arrival;
    private boolean goes;

    Winner(
        DeletedRows.Rows rows,
        long position,
        @Nullable Comparable<Object> order,
        @Nullable Comparable<Object> arrival,
        boolean goes) {
      this.rows = rows;
      this.position = position;
      this.order = order;
      this.arrival = arrival;
      this.goes = goes;
    }

    boolean goes() {
      return goes;
    }

    /** Both stay that are not marked; of two that are, one is forgotten here. */
    Winner together(Winner other) {
      if (goes && other.goes) {
        other.delete();
      }
      return goes ? this : other;
    }

    void delete() {
      rows.delete(position);
    }
  }
}
