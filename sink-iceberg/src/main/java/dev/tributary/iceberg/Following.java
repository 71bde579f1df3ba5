// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.load.Load;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows of a child table that a merge of its parent takes out: those of the table whose
 * parent came, and of the load's own rows those that came with a parent that did not stay. Holds a
 * part of the parents at a time, as {@link Merging} does.
 */
final class Following implements Finding {

  /** Stands for a parent that came and did not stay; batches are counted from 0. */
  private static final Long GONE = -1L;

  private final Table table;
  private final List<DataFile> staged;
  private final Parents parents;
  private final MergeRules rules;
  private final KeyTypes types;
  private final KeyScan scan;
  private final DeletedRows deleted;
  private final Set<String> referenced = new HashSet<>();
  private final Map<Comparable<?>, Long> arrivals = new HashMap<>();

  Following(Table table, Load.Part part, List<DataFile> staged, Parents parents) {
    this.table = table;
    this.staged = staged;
    this.parents = parents;
    this.rules = MergeRules.of(part.table(), table.schema(), part.mode());
    this.types = KeyTypes.of(rules);
    this.scan = new KeyScan(table, rules.columns());
    this.deleted = new DeletedRows(table);
  }

  @Override
  public DeletedRows run(@Nullable Long head, long keysMax) {
    int passes = MergeKey.passes(parents.rows(), keysMax);
    for (int pass = 0; pass < passes; pass++) {
      look(pass, passes);
      staged.forEach(this::stagedRows);
      if (head != null && !parents.areOnlyInserted()) {
        tableRows(head);
      }
    }
    return deleted;
  }

  @Override
  public Set<String> referenced() {
    return referenced;
  }

  private void look(int pass, int passes) {
    arrivals.clear();
    parents.came(
        (key, arrival) -> {
          Comparable<?> own = types.own(key);
          if (own != null && MergeKey.pass(own, passes) == pass) {
            arrivals.put(own, GONE);
          }
        });
    parents.stayed(
        (key, arrival) -> {
          Comparable<?> own = types.own(key);
          if (own != null) {
            arrivals.replace(own, arrival);
          }
        });
  }

  private void stagedRows(DataFile file) {
    DeletedRows.Rows rows = deleted.of(file, List.of());
    scan.each(
        file.location(),
        row -> {
          Long arrival = arrival(row);
          if (arrival != null && !arrival.equals(row.get(rules.arrival(), Long.class))) {
            rows.delete(row.get(rules.position(), Long.class));
          }
        });
  }

  private void tableRows(long head) {
    if (arrivals.isEmpty()) {
      return;
    }
    try (CloseableIterable<FileScanTask> tasks =
        table
            .newScan()
            .useSnapshot(head)
            .filter(new KeyFilter(rules.columns(), rules.keys()).among(arrivals.keySet()))
            .planFiles()) {
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
          if (arrival(row) != null) {
            referenced.add(task.file().location());
            rows.delete(row.get(rules.position(), Long.class));
          }
        });
  }

  /** With which batch the parent came that stayed, if one of this pass did. */
  private @Nullable Long arrival(StructLike row) {
    Comparable<?> key = MergeKey.of(row, rules.keys());
    return key == null ? null : arrivals.get(key);
  }
}
