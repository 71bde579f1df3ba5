// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Column;
import dev.tributary.schema.Field;
import java.util.List;

/** The columns by which rows of one table hang on those of another. */
interface Ties {

  /**
   * The columns of a table; all optional, as a table may be older than they are.
   *
   * @param lists what the tables of the lists on the way from the root add to its name, that of the
   *     table itself last; empty for the root
   * @param hasChildren whether other tables hang on it
   */
  List<Field> fields(List<String> lists, boolean hasChildren);

  /** Fills the tying columns of {@code rows}, when those of all tables above it are filled. */
  void fill(Unnested rows);

  /** Empties {@code to} and copies the values at {@code slots} into it. */
  static void gather(Column from, int[] slots, Column to) {
    to.reset();
    for (int slot : slots) {
      to.appendFrom(from, slot);
    }
  }
}
