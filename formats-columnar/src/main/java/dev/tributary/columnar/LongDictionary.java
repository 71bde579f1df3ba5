// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import java.util.Arrays;

/** Distinct numbers of four or eight bytes; floats by their bits. */
final class LongDictionary implements Dictionary {

  private static final int FIRST_SLOTS = 1 << 10;
  private static final int KEEP_MAX = 4 << 20;

  private final boolean fourBytes;
  private final Bytes plain = new Bytes();
  private final long[] one = new long[1];

  /** Index plus one, at the value's place in the hash table; 0 where there is none. */
  private int[] slots = new int[FIRST_SLOTS];

  private long[] values = new long[FIRST_SLOTS / 2];
  private int size;

  LongDictionary(boolean fourBytes) {
    this.fourBytes = fourBytes;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Bytes plain() {
    return plain;
  }

  long value(int index) {
    return values[index];
  }

  /** The number's index; a new number gets the next one. */
  int index(long value) {
    int mask = slots.length - 1;
    for (int at = place(value, mask); ; at = (at + 1) & mask) {
      int slot = slots[at];
      if (slot == 0) {
        slots[at] = size + 1;
        return add(value);
      }
      if (values[slot - 1] == value) {
        return slot - 1;
      }
    }
  }

  @Override
  public void clear() {
    if (size > 0) {
      slots = new int[FIRST_SLOTS];
      values = new long[FIRST_SLOTS / 2];
      plain.clear(KEEP_MAX);
      size = 0;
    }
  }

  private int add(long value) {
    one[0] = value;
    if (fourBytes) {
      plain.putInts(one, 1);
    } else {
      plain.putLongs(one, 1);
    }
    values[size++] = value;
    if (size == values.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    values = Arrays.copyOf(values, size * 2);
    slots = new int[values.length * 2];
    int mask = slots.length - 1;
    for (int i = 0; i < size; i++) {
      int at = place(values[i], mask);
      while (slots[at] != 0) {
        at = (at + 1) & mask;
      }
      slots[at] = i + 1;
    }
  }

  private static int place(long value, int mask) {
    long mixed = value * 0x9E3779B97F4A7C15L;
    return (int) (mixed ^ (mixed >>> 32)) & mask;
  }
}
