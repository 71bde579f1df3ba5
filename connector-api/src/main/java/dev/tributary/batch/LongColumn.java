// SPDX-License-Identifier: Apache-2.0
package dev.tributary.batch;

import dev.tributary.schema.Type;
import java.util.Arrays;

/**
 * Values kept as {@code long}: longs, decimals of at most 18 digits (unscaled), times and
 * timestamps (in their unit).
 */
public final class LongColumn extends Column {

  private long[] values = new long[FIRST_CAPACITY];

  LongColumn(Type type) {
    super(type);
  }

  public void append(long value) {
    if (size() == values.length) {
      values = Arrays.copyOf(values, capacity(values.length, size() + 1));
    }
    values[size()] = value;
    grow();
  }

  /** Appends {@code count} present values at once. */
  public void append(long[] source, int from, int count) {
    if (size() + count > values.length) {
      values = Arrays.copyOf(values, capacity(values.length, size() + count));
    }
    System.arraycopy(source, from, values, size(), count);
    grow(count);
  }

  /** The value at {@code slot}; without meaning where the slot is null. */
  public long get(int slot) {
    return values[slot];
  }

  /** The values, one per slot; read only, longer than needed, any value at null slots. */
  public long[] values() {
    return values;
  }

  @Override
  public long bytes() {
    return (long) size() * Long.BYTES;
  }

  @Override
  void appendEmptySlot() {
    if (size() == values.length) {
      values = Arrays.copyOf(values, capacity(values.length, size() + 1));
    }
    values[size()] = 0;
  }

  @Override
  void appendPresent(Column source, int slot) {
    append(((LongColumn) source).values[slot]);
  }

  @Override
  void appendBoxed(Object value) {
    append(Values.toLong(this, value));
  }

  @Override
  Object boxed(int slot) {
    return Values.fromLong(type(), values[slot]);
  }
}
