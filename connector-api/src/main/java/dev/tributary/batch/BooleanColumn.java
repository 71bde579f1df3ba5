// SPDX-License-Identifier: Apache-2.0
package dev.tributary.batch;

import dev.tributary.schema.Type;
import java.util.Arrays;

/** Truth values. */
public final class BooleanColumn extends Column {

  private boolean[] values = new boolean[FIRST_CAPACITY];

  BooleanColumn(Type type) {
    super(type);
  }

  public void append(boolean value) {
    if (size() == values.length) {
      values = Arrays.copyOf(values, capacity(values.length, size() + 1));
    }
    values[size()] = value;
    grow();
  }

  /** The value at {@code slot}; without meaning where the slot is null. */
  public boolean get(int slot) {
    return values[slot];
  }

  /** The values, one per slot; read only, longer than needed. */
  public boolean[] values() {
    return values;
  }

  @Override
  public long bytes() {
    return size();
  }

  @Override
  void appendEmptySlot() {
    if (size() == values.length) {
      values = Arrays.copyOf(values, capacity(values.length, size() + 1));
    }
    values[size()] = false;
  }

  @Override
  void appendPresent(Column source, int slot) {
    append(((BooleanColumn) source).values[slot]);
  }

  @Override
  void appendBoxed(Object value) {
    if (!(value instanceof Boolean truth)) {
      throw misfit(value);
    }
    append(truth.booleanValue());
  }

  @Override
  Object boxed(int slot) {
    return values[slot];
  }
}
