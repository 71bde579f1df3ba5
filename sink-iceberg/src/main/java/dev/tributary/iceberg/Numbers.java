// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.batch.BooleanColumn;
import dev.tributary.batch.BytesColumn;
import dev.tributary.batch.Column;
import dev.tributary.batch.DoubleColumn;
import dev.tributary.batch.FloatColumn;
import dev.tributary.batch.IntColumn;
import dev.tributary.batch.LongColumn;
import java.nio.ByteBuffer;
import org.apache.iceberg.util.BucketUtil;

/**
 * The values of a column as whole numbers that are ordered as the values are; floats by their bits,
 * turned so that they are ordered, too.
 */
interface Numbers {

  /** The number at a slot that is not null. */
  long at(int slot);

  /** Whether a column's values are numbers of 64 bits or fewer. */
  static boolean has(Column column) {
    return column instanceof IntColumn
        || column instanceof LongColumn
        || column instanceof BooleanColumn
        || column instanceof FloatColumn
        || column instanceof DoubleColumn;
  }

  static Numbers of(Column column) {
    if (column instanceof IntColumn ints) {
      int[] values = ints.values();
      return slot -> values[slot];
    }
    if (column instanceof LongColumn longs) {
      long[] values = longs.values();
      return slot -> values[slot];
    }
    if (column instanceof BooleanColumn truths) {
      boolean[] values = truths.values();
      return slot -> values[slot] ? 1 : 0;
    }
    if (column instanceof FloatColumn floats) {
      float[] values = floats.values();
      return slot -> ordered(values[slot]);
    }
    double[] values = ((DoubleColumn) column).values();
    return slot -> ordered(values[slot]);
  }

  /** The buckets of text or bytes. */
  static Numbers buckets(BytesColumn column, int buckets) {
    ByteBuffer data = ByteBuffer.wrap(column.data());
    return slot -> {
      data.limit(column.start(slot) + column.length(slot)).position(column.start(slot));
      return (BucketUtil.hash(data) & Integer.MAX_VALUE) % buckets;
    };
  }

  static long ordered(double value) {
    return turned(Double.doubleToLongBits(value));
  }

  /** The inverse of {@link #ordered}. */
  static double unordered(long number) {
    return Double.longBitsToDouble(turned(number));
  }

  private static long turned(long bits) {
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }
}
