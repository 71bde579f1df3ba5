// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import java.util.Arrays;

/** Gives distinct numbers places 0, 1, 2 and so on, in the order in which they first came. */
final class LongIndex {

  private static final int FIRST_SLOTS = 64;

  /** Place plus one, where the number's hash is; 0 where there is none. */
  private int[] slots = new int[FIRST_SLOTS];

  private long[] values = new long[FIRST_SLOTS / 2];
  private int size;
  private long last;
  private int lastPlace = -1;

  int size() {
    return size;
  }

  long value(int place) {
    return values[place];
  }

  int place(long value) {
    if (value == last && lastPlace >= 0) {
      return lastPlace;
    }
    last = value;
    lastPlace = find(value);
    return lastPlace;
  }

  private int find(long value) {
    int mask = slots.length - 1;
    int at = hash(value) & mask;
    while (slots[at] != 0) {
      int place = slots[at] - 1;
      if (values[place] == value) {
        return place;
      }
      at = (at + 1) & mask;
    }
    slots[at] = size + 1;
    return add(value);
  }

  private int add(long value) {
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
    for (int place = 0; place < size; place++) {
      int at = hash(values[place]) & mask;
      while (slots[at] != 0) {
        at = (at + 1) & mask;
      }
      slots[at] = place + 1;
    }
  }

  private static int hash(long value) {
    long mixed = value * 0x9E3779B97F4A7C15L;
    return (int) (mixed ^ (mixed >>> 32));
  }
}
