// SPDX-License-Identifier: Apache-2.0
package dev.tributary.check;

import dev.tributary.batch.Batch;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Looks at the rows that one load has staged for one table. All rows are handed over once, batch
 * after batch, in no promised order; then {@link #end()} is asked. Owned by one thread. What it
 * throws fails the load.
 */
public interface RowCheck {

  /** The columns it needs, among those of the table; empty for all. */
  default List<String> columns() {
    return List.of();
  }

  /**
   * Looks at some rows. The batch may have more columns than were asked for, in any order, and
   * lacks those in which all of its rows are null; it is valid until this returns.
   *
   * @param fails to be told each row of the batch that fails, counted from 0, once
   */
  void look(Batch batch, IntConsumer fails);

  /** After all rows: what is wrong with them as a whole, as a sentence without values of rows. */
  default Optional<String> end() {
    return Optional.empty();
  }
}
