// SPDX-License-Identifier: Apache-2.0
package dev.tributary.batch;

import dev.tributary.schema.Type;
import java.util.Arrays;

/** Values kept as {@code float}: single precision numbers. */
public final class FloatColumn extends Column {

  private float[] values = new float[FIRST_CAPACITY];

  FloatColumn(Type type) {
    super(type);
  }

  public void append(float value) {
    if (size() == values.length) {
      values = Arrays.copyOf(values, capacity(values.length, size() + 1));
    }
    values[size()] = value;
    grow();
  }

  /** Appends {@code count} present values at once. */
  public void append(float[] source, int from, int count) {
    if (size() + count > values.length) {
      values = Arrays.copyOf(values, capacity(values.length, size() + count));
    }
    System.arraycopy(source, from, values, size(), count);
    grow(count);
  }

  /** The value at {@code slot}; without meaning where the slot is null. */
  public float get(int slot) {
    return values[slot];
  }

  /** The values, one per slot; read only, longer than needed, any value at null slots. */
  public float[] values() {
    return values;
  }

  @Override
  public long bytes() {
    return (long) size() * Float.BYTES;
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
    append(((FloatColumn) source).values[slot]);
  }

  @Override
  void appendBoxed(Object value) {
    if (!(value instanceof Float number)) {
      throw misfit(value);
    }
    append(number.floatValue());
  }

  @Override
  Object boxed(int slot) {
    return values[slot];
  }
}
