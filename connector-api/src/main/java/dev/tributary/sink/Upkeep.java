// SPDX-License-Identifier: Apache-2.0
package dev.tributary.sink;

import dev.tributary.load.TableName;
import java.util.List;

/**
 * What maintenance did for one table, or would do in a dry run. What was not asked for is all
 * zeros. Immutable.
 *
 * @param notes what people should know, such as work that was left for the next time
 */
public record Upkeep(
    TableName table,
    Files files,
    Manifests manifests,
    Snapshots snapshots,
    Orphans orphans,
    List<String> notes) {

  public Upkeep {
    notes = List.copyOf(notes);
  }

  /**
   * The table's data files.
   *
   * @param before how many there were
   * @param rewritten how many of them were written anew
   * @param written how many took their place; an estimate in a dry run
   * @param bytesRewritten the size of those that were written anew
   * @param bytesWritten the size of those that took their place; 0 in a dry run
   * @param deletesApplied how many files of deletes were no longer needed afterwards
   */
  public record Files(
      long before,
      long rewritten,
      long written,
      long bytesRewritten,
      long bytesWritten,
      long deletesApplied) {

    public static final Files UNTOUCHED = new Files(0, 0, 0, 0, 0, 0);
  }

  /** The lists of data files, before and after. */
  public record Manifests(long before, long after) {

    public static final Manifests UNTOUCHED = new Manifests(0, 0);
  }

  /**
   * The states of the table.
   *
   * @param filesDeleted the files that only expired ones had; 0 in a dry run
   */
  public record Snapshots(long before, long expired, long filesDeleted) {

    public static final Snapshots UNTOUCHED = new Snapshots(0, 0, 0);
  }

  /** Files that no state of the table has; fewer are deleted than found in a dry run: none. */
  public record Orphans(long found, long bytesFound, long deleted) {

    public static final Orphans UNTOUCHED = new Orphans(0, 0, 0);
  }
}
