// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ValidationException;

/**
 * Commits what leaves a table's rows as they are, behind the guard that loads have, so that a lost
 * answer harms nobody. The snapshot has no receipt; a mark of its own tells it again.
 */
final class RewriteCommit {

  private static final String MARK = "tributary.upkeep";
  private static final int ROUNDS_MAX = 10;

  private final Table table;
  private final TableOperations operations;

  RewriteCommit(Table table) {
    this.table = table;
    this.operations = Tables.operations(table);
  }

  /**
   * Puts files in the place of others.
   *
   * @param planned the snapshot whose rows were read. The new files count as if they were of its
   *     age, so that deletes by value that came later still hold for them; deletes by position that
   *     came later for one of the old files refuse the commit
   * @return false when others changed or removed one of the files; then nothing changed
   */
  boolean rewrite(List<GroupRewrite.Rewritten> groups, Snapshot planned) {
    return commit(
        guarded -> {
          RewriteFiles rewrite =
              guarded
                  .newRewrite()
                  .validateFromSnapshot(planned.snapshotId())
                  .dataSequenceNumber(planned.sequenceNumber());
          for (GroupRewrite.Rewritten group : groups) {
            group.old().forEach(rewrite::deleteFile);
            group.deletes().forEach(rewrite::deleteFile);
            group.written().forEach(rewrite::addFile);
          }
          return rewrite;
        });
  }

  /**
   * @return false when others made it impossible; then nothing changed
   * @throws TributaryException {@code COMMIT_OUTCOME_UNKNOWN}; then nothing was deleted
   */
  boolean commit(Function<Table, SnapshotUpdate<?>> update) {
    String mark = UUID.randomUUID().toString();
    operations.refresh();
    for (int round = 1; round <= ROUNDS_MAX; round++) {
      FencedOperations guard = new FencedOperations(operations, Optional.empty());
      try {
        SnapshotUpdate<?> change = update.apply(new BaseTable(guard, table.name()));
        change.set(MARK, mark);
        change.commit();
        guard.io().deleteUnwanted();
        return true;
      } catch (ValidationException e) {
        return isThere(mark);
      } catch (CommitFailedException e) {
        operations.refresh();
      } catch (CommitStateUnknownException e) {
        throw unknown(e);
      } catch (RuntimeException e) {
        throw guard.undecided() ? unknown(e) : e;
      }
    }
    return isThere(mark);
  }

  private boolean isThere(String mark) {
    for (Snapshot snapshot : operations.refresh().snapshots()) {
      Map<String, String> summary = snapshot.summary();
      if (summary != null && mark.equals(summary.get(MARK))) {
        return true;
      }
    }
    return false;
  }

  private TributaryException unknown(RuntimeException cause) {
    return new TributaryException(
        ErrorCode.COMMIT_OUTCOME_UNKNOWN,
        "No answer to a commit of the upkeep of table '" + table.name() + "'",
        "Run it again; what turns out to belong to nobody is deleted when it is old enough",
        cause);
  }
}
