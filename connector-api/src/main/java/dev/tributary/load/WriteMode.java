// SPDX-License-Identifier: Apache-2.0
package dev.tributary.load;

import java.util.List;

/**
 * How a load changes a table. Immutable.
 *
 * @param disposition what happens to the rows already there
 * @param keys the fields that tell rows apart, for merge
 * @param options what else a mode needs, by name: the order that decides among duplicates, a delete
 *     flag, validity columns, the scope of a replace; a sink refuses what it does not know
 */
public record WriteMode(Disposition disposition, List<String> keys, Fields options) {

  public static final WriteMode APPEND =
      new WriteMode(Disposition.APPEND, List.of(), Fields.empty());
  public static final WriteMode REPLACE =
      new WriteMode(Disposition.REPLACE, List.of(), Fields.empty());

  /**
   * Option of merge, a field: among rows of one load with one key, the one with the greatest value
   * in it wins. Null is the least value. Without it, and among equals, the last of the rows wins; a
   * sink refuses a load of which it cannot tell that.
   */
  public static final String DEDUP_BY = "dedup-by";

  /**
   * Option of merge, a boolean field: a row where it is true deletes the one with its key, and is
   * not itself kept.
   */
  public static final String DELETE_FLAG = "delete-flag";

  /** Option of merge: a row whose key the table has already is left out. */
  public static final String INSERT_ONLY = "insert-only";

  /**
   * Option of merge: the keys name groups of rows. A group that the load brings takes the place of
   * the table's rows with those keys, with all of its rows but those that {@link #DELETE_FLAG}
   * marks.
   */
  public static final String GROUPS = "groups";

  /**
   * Option of merge, a field with a whole number: among rows of one load with one key that are
   * equal in {@link #DEDUP_BY}, the one with the greatest wins, in whatever order they were staged.
   * In a part that has a parent, the number that the parent's row came with.
   */
  public static final String ARRIVAL = "arrival";

  /**
   * Options of merge, two columns with zoned timestamps: the history of each key is kept (slowly
   * changing dimensions, type 2). A row is valid from the one time to the other, the present one to
   * none. Of the load's rows one with another {@link #VERSION} than its key's present row has ends
   * that row, which from then on is valid to the time of the load, and is added; one with the same
   * version is left out; and one that {@link #DELETE_FLAG} marks ends it and is left out, too. No
   * other row and no other column changes.
   */
  public static final String VALID_FROM = "valid-from";

  /** See {@link #VALID_FROM}. */
  public static final String VALID_TO = "valid-to";

  /** Where history is kept, the column that tells whether a row has changed. */
  public static final String VERSION = "version";

  /** Where history is kept: present rows whose key the load does not bring end, too. */
  public static final String RETIRE_MISSING = "retire-missing";

  /**
   * Of these, a list of columns: only those that are equal in them to a row that the load brings.
   */
  public static final String RETIRE_WITHIN = "retire-within";

  public WriteMode {
    keys = List.copyOf(keys);
  }

  /** A merge by these fields, of which a row must have all. */
  public static WriteMode merge(List<String> keys) {
    return new WriteMode(Disposition.MERGE, keys, Fields.empty());
  }

  public WriteMode with(String option, Object value) {
    return new WriteMode(disposition, keys, options.with(option, value));
  }

  /** What happens to the rows that a table already has. */
  public enum Disposition {
    /** They stay; the new ones are added. */
    APPEND,
    /** They go; the new ones take their place, in one step, also when there are none. */
    REPLACE,
    /** Those whose key comes again are replaced; the others stay. */
    MERGE
  }
}
