// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.batch.Column;
import dev.tributary.batch.DoubleColumn;
import dev.tributary.batch.FloatColumn;
import dev.tributary.batch.IntColumn;
import dev.tributary.batch.LongColumn;

/**
 * Copies the present numbers of a column next to each other, as the file's type wants them. Batches
 * may hold a narrower type than the file.
 */
interface NumberSource {

  /** Copies from these slots and says how many numbers were there. */
  int copy(Column column, int from, int to, long[] into);

  static int ints(Column column, int from, int to, long[] into) {
    int[] values = ((IntColumn) column).values();
    for (int i = 0, slot = from; slot < to; i++, slot++) {
      into[i] = values[slot];
    }
    return compact(column, from, to, into);
  }

  static int longs(Column column, int from, int to, long[] into) {
    System.arraycopy(((LongColumn) column).values(), from, into, 0, to - from);
    return compact(column, from, to, into);
  }

  static int floats(Column column, int from, int to, long[] into) {
    float[] values = ((FloatColumn) column).values();
    for (int i = 0, slot = from; slot < to; i++, slot++) {
      into[i] = Float.floatToRawIntBits(values[slot]);
    }
    return compact(column, from, to, into);
  }

  static int doubles(Column column, int from, int to, long[] into) {
    double[] values = ((DoubleColumn) column).values();
    for (int i = 0, slot = from; slot < to; i++, slot++) {
      into[i] = Double.doubleToRawLongBits(values[slot]);
    }
    return compact(column, from, to, into);
  }

  static int floatsAsDoubles(Column column, int from, int to, long[] into) {
    float[] values = ((FloatColumn) column).values();
    for (int i = 0, slot = from; slot < to; i++, slot++) {
      into[i] = Double.doubleToRawLongBits(values[slot]);
    }
    return compact(column, from, to, into);
  }

  /** Moves what is not null to the front. */
  private static int compact(Column column, int from, int to, long[] into) {
    if (column.nullCount() == 0) {
      return to - from;
    }
    long[] nulls = column.nulls();
    int count = 0;
    for (int i = 0, slot = from; slot < to; i++, slot++) {
      into[count] = into[i];
      count += (int) (~(nulls[slot >> 6] >>> slot) & 1);
    }
    return count;
  }
}
