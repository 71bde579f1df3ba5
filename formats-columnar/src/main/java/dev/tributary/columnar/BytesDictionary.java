// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import java.util.Arrays;

/** Distinct runs of bytes, with a length before each or all of one length. */
final class BytesDictionary implements Dictionary {

  private static final int FIRST_SLOTS = 1 << 10;

  /** Dictionaries are small, but one value may be large. */
  private static final int KEEP_MAX = 4 << 20;

  private final boolean prefixed;
  private final Bytes plain = new Bytes();

  /** Index plus one, at the value's place in the hash table; 0 where there is none. */
  private int[] slots = new int[FIRST_SLOTS];

  private int[] hashes = new int[FIRST_SLOTS / 2];
  private int[] ends = new int[FIRST_SLOTS / 2];
  private int size;

  BytesDictionary(boolean prefixed) {
    this.prefixed = prefixed;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Bytes plain() {
    return plain;
  }

  /** Where the value begins in {@link #plain()}. */
  int start(int index) {
    return (index == 0 ? 0 : ends[index - 1]) + (prefixed ? Integer.BYTES : 0);
  }

  int end(int index) {
    return ends[index];
  }

  boolean has(int index, byte[] data, int start, int length) {
    return Arrays.equals(plain.data(), start(index), ends[index], data, start, start + length);
  }

  /** The value's index; a new value gets the next one. */
  int index(byte[] data, int start, int length) {
    int hash = hash(data, start, length);
    int mask = slots.length - 1;
    for (int at = hash & mask; ; at = (at + 1) & mask) {
      int slot = slots[at];
      if (slot == 0) {
        slots[at] = size + 1;
        return add(hash, data, start, length);
      }
      if (hashes[slot - 1] == hash && has(slot - 1, data, start, length)) {
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
    hashes = new int[FIRST_SLOTS / 2];
    ends = new int[FIRST_SLOTS / 2];
    plain.clear(0);
    size = 0;
  }

  private int add(int hash, byte[] data, int start, int length) {
    if (prefixed) {
      plain.putInt(length);
    }
    plain.put(data, start, length);
    hashes[size] = hash;
    ends[size++] = plain.size();
    if (size == ends.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    hashes = Arrays.copyOf(hashes, size * 2);
    ends = Arrays.copyOf(ends, size * 2);
    slots = new int[ends.length * 2];
    int mask = slots.length - 1;
    for (int i = 0; i < size; i++) {
      int at = hashes[i] & mask;
      while (slots[at] != 0) {
        at = (at + 1) & mask;
      }
      slots[at] = i + 1;
    }
  }

  private static int hash(byte[] data, int start, int length) {
    long hash = length * 0x9E3779B97F4A7C15L;
    int at = start;
    int end = start + length;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = mix(hash, (long) Bytes.LONG.get(data, at));
    }
    long rest = 0;
    for (; at < end; at++) {
      rest = rest << Byte.SIZE | (data[at] & 0xff);
    }
    hash = mix(hash, rest);
    return (int) (hash ^ (hash >>> 32));
  }

  private static long mix(long hash, long next) {
    long mixed = (hash ^ next) * 0xC2B2AE3D27D4EB4FL;
    return mixed ^ (mixed >>> 29);
  }
}
