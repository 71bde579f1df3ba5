// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Column;
import dev.tributary.batch.IntColumn;
import dev.tributary.batch.LongColumn;
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
    if (from.nullCount() == 0 && from instanceof LongColumn longs) {
      gather(longs.values(), slots, (LongColumn) to);
    } else if (from.nullCount() == 0 && from instanceof IntColumn ints) {
      gather(ints.values(), slots, (IntColumn) to);
    } else {
      for (int slot : slots) {
        to.appendFrom(from, slot);
      }
    }
  }

  private static void gather(long[] from, int[] slots, LongColumn to) {
    long[] values = new long[slots.length];
    for (int i = 0; i < slots.length; i++) {
      values[i] = from[slots[i]];
    }
    to.append(values, 0, values.length);
  }

  private static void gather(int[] from, int[] slots, IntColumn to) {
    int[] values = new int[slots.length];
    for (int i = 0; i < slots.length; i++) {
      values[i] = from[slots[i]];
    }
    to.append(values, 0, values.length);
  }
}
