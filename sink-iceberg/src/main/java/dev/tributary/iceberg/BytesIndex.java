// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import java.util.Arrays;

/** Gives distinct runs of bytes places 0, 1, 2 and so on, in the order in which they first came. */
final class BytesIndex {

  private static final int FIRST_SLOTS = 64;

  /** Place plus one, where the run's hash is; 0 where there is none. */
  private int[] slots = new int[FIRST_SLOTS];

  private byte[][] values = new byte[FIRST_SLOTS / 2][];
  private int[] hashes = new int[FIRST_SLOTS / 2];
  private int size;
  private int last = -1;

  byte[] value(int place) {
    return values[place];
  }

  int place(byte[] data, int start, int length) {
    if (last < 0 || !has(last, data, start, length)) {
      last = find(data, start, length);
    }
    return last;
  }

  private boolean has(int place, byte[] data, int start, int length) {
    byte[] value = values[place];
    return Arrays.equals(value, 0, value.length, data, start, start + length);
  }

  private int find(byte[] data, int start, int length) {
    int hash = hash(data, start, length);
    int mask = slots.length - 1;
    int at = hash & mask;
    while (slots[at] != 0) {
      int place = slots[at] - 1;
      if (hashes[place] == hash && has(place, data, start, length)) {
        return place;
      }
      at = (at + 1) & mask;
    }
    slots[at] = size + 1;
    return add(hash, Arrays.copyOfRange(data, start, start + length));
  }

  private int add(int hash, byte[] value) {
    hashes[size] = hash;
    values[size++] = value;
    if (size == values.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    values = Arrays.copyOf(values, size * 2);
    hashes = Arrays.copyOf(hashes, size * 2);
    slots = new int[values.length * 2];
    int mask = slots.length - 1;
    for (int place = 0; place < size; place++) {
      int at = hashes[place] & mask;
      while (slots[at] != 0) {
        at = (at + 1) & mask;
      }
      slots[at] = place + 1;
    }
  }

  private static int hash(byte[] data, int start, int length) {
    int hash = length;
    for (int i = start; i < start + length; i++) {
      hash = hash * 31 + data[i];
    }
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 15);
  }
}
