// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import java.util.Arrays;

/** Distinct numbers of four or eight bytes; floats by their bits. */
final class LongDictionary implements Dictionary {

  private static final int FIRST_SLOTS = 1 << 10;
  private static final int KEEP_MAX = 4 << 20;

  private final boolean fourBytes;
  private final Bytes plain = new Bytes();

  /** Index plus one, at the value's place in the hash table; 0 where there is none. */
  private int[] slots = new int[FIRST_SLOTS];

  /** The value at each place, beside its index, so that both are loaded at once. */
  private long[] keys = new long[FIRST_SLOTS];

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
    return fourBytes
        ? (int) Bytes.INT.get(plain.data(), index * Integer.BYTES)
        : (long) Bytes.LONG.get(plain.data(), index * Long.BYTES);
  }

  /** The number's index; a new number gets the next one. */
  int index(long value) {
    int mask = slots.length - 1;
    for (int at = place(value, mask); ; at = (at + 1) & mask) {
      int slot = slots[at];
      if (slot == 0) {
        return add(value, at);
      }
      if (keys[at] == value) {
        return slot - 1;
      }
    }
  }

  @Override
  public void clear() {
    if (size > 0) {
      Arrays.fill(slots, 0);
      plain.clear(KEEP_MAX);
      size = 0;
    }
  }

  @Override
  public void release() {
    slots = new int[FIRST_SLOTS];
    keys = new long[FIRST_SLOTS];
    plain.clear(0);
    size = 0;
  }

  private int add(long value, int at) {
    slots[at] = ++size;
    keys[at] = value;
    if (fourBytes) {
      plain.putInt((int) value);
    } else {
      plain.putLong(value);
    }
    if (size > slots.length / 2) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    int[] oldSlots = slots;
    long[] oldKeys = keys;
    slots = new int[oldSlots.length * 2];
    keys = new long[slots.length];
    int mask = slots.length - 1;
    for (int i = 0; i < oldSlots.length; i++) {
      if (oldSlots[i] != 0) {
        int at = place(oldKeys[i], mask);
        while (slots[at] != 0) {
          at = (at + 1) & mask;
        }
        slots[at] = oldSlots[i];
        keys[at] = oldKeys[i];
      }
    }
  }

  private static int place(long value, int mask) {
    long mixed = value * 0x9E3779B97F4A7C15L;
    return (int) (mixed ^ (mixed >>> 32)) & mask;
  }
}
