// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import java.util.Arrays;

/** Distinct numbers of four or eight bytes; floats by their bits. */
final class LongDictionary implements Dictionary {

  private static final int FIRST_SLOTS = 1 << 10;
  private static final int KEEP_MAX = 4 << 20;

  private final boolean fourBytes;
  private final Bytes plain = new Bytes();

  /**
   * Two words at each place of the hash table, so that both are loaded at once: the value, and its
   * index plus one; 0 where there is none.
   */
  private long[] table = new long[2 * FIRST_SLOTS];

  /** By how much a mixed value is shifted to be a place. */
  private int shift = shift(FIRST_SLOTS);

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
    long[] entries = table;
    int mask = entries.length - 1;
    for (int at = place(value); ; at = (at + 2) & mask) {
      int next = (int) entries[at + 1];
      if (next == 0) {
        return add(value, at);
      }
      if (entries[at] == value) {
        return next - 1;
      }
    }
  }

  @Override
  public void clear() {
    if (size > 0) {
      Arrays.fill(table, 0);
      plain.clear(KEEP_MAX);
      size = 0;
    }
  }

  @Override
  public void release() {
    table = new long[2 * FIRST_SLOTS];
    shift = shift(FIRST_SLOTS);
    plain.clear(0);
    size = 0;
  }

  private int add(long value, int at) {
    table[at] = value;
    table[at + 1] = ++size;
    if (fourBytes) {
      plain.putInt((int) value);
    } else {
      plain.putLong(value);
    }
    if (size > table.length / 4) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    long[] old = table;
    table = new long[old.length * 2];
    shift = shift(old.length);
    int mask = table.length - 1;
    for (int i = 0; i < old.length; i += 2) {
      if (old[i + 1] != 0) {
        int at = place(old[i]);
        while (table[at + 1] != 0) {
          at = (at + 2) & mask;
        }
        table[at] = old[i];
        table[at + 1] = old[i + 1];
      }
    }
  }

  /** The high bits decide: whole and half numbers as doubles have nothing but zeros in the low. */
  private int place(long value) {
    return (int) (((value ^ (value >>> 32)) * 0x9E3779B97F4A7C15L) >>> shift) << 1;
  }

  private static int shift(int slots) {
    return Long.SIZE - Integer.numberOfTrailingZeros(slots);
  }
}
