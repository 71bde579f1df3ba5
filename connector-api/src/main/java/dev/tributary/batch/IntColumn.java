// SPDX-License-Identifier: Apache-2.0
package dev.tributary.batch;

import dev.tributary.schema.Type;
import java.util.Arrays;

/** Values kept as {@code int}: integers and dates. */
public final class IntColumn extends Column {

  private int[] values = new int[FIRST_CAPACITY];

  IntColumn(Type type) {
    super(type);
  }

  public void append(int value) {
    if (size() == values.length) {
      values = Arrays.copyOf(values, capacity(values.length, size() + 1));
    }
    values[size()] = value;
    grow();
  }

  /** Appends {@code count} present values at once. */
  public void append(int[] source, int from, int count) {
    if (size() + count > values.length) {
      values = Arrays.copyOf(values, capacity(values.length, size() + count));
    }
    System.arraycopy(source, from, values, size(), count);
    grow(count);
  }

  /** The value at {@code slot}; without meaning where the slot is null. */
  public int get(int slot) {
    return values[slot];
  }

  /** The values, one per slot; read only, longer than needed, any value at null slots. */
  public int[] values() {
    return values;
  }

  @Override
  public long bytes() {
    return (long) size() * Integer.BYTES;
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
    append(((IntColumn) source).values[slot]);
  }

  @Override
  void appendBoxed(Object value) {
    append(Values.toInt(this, value));
  }

  @Override
  Object boxed(int slot) {
    return Values.fromInt(type(), values[slot]);
  }
}
