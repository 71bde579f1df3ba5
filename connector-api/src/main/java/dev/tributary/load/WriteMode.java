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

  public WriteMode {
    keys = List.copyOf(keys);
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
