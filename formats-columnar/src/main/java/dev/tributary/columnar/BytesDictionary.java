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

  /**
   * Two words at each place of the hash table, so that both are loaded at once: the value's hash
   * above its index plus one, and where it begins above its length; 0 where there is none.
   */
  private long[] table = new long[2 * FIRST_SLOTS];

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
    int first = start(index);
    return ends[index] - first == length && areEqual(plain.data(), first, data, start, length);
  }

  /** The value's index; a new value gets the next one. */
  int index(byte[] data, int start, int length) {
    int hash = hash(data, start, length);
    long[] entries = table;
    int mask = entries.length - 1;
    for (int at = (hash << 1) & mask; ; at = (at + 2) & mask) {
      long entry = entries[at];
      if (entry == 0) {
        return add(at, hash, data, start, length);
      }
      if ((int) (entry >>> 32) == hash && isAt(entries[at + 1], data, start, length)) {
        return (int) entry - 1;
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
    ends = new int[FIRST_SLOTS / 2];
    plain.clear(0);
    size = 0;
  }

  private boolean isAt(long where, byte[] data, int start, int length) {
    return (int) where == length
        && areEqual(plain.data(), (int) (where >>> 32), data, start, length);
  }

  private int add(int at, int hash, byte[] data, int start, int length) {
    if (prefixed) {
      plain.putInt(length);
    }
    table[at + 1] = (long) plain.size() << 32 | length;
    plain.put(data, start, length);
    ends[size++] = plain.size();
    table[at] = (long) hash << 32 | size;
    if (size == ends.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    ends = Arrays.copyOf(ends, size * 2);
    long[] old = table;
    table = new long[old.length * 2];
    int mask = table.length - 1;
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != 0) {
        int at = (int) (old[i] >>> 31) & ~1 & mask;
        while (table[at] != 0) {
          at = (at + 2) & mask;
        }
        table[at] = old[i];
        table[at + 1] = old[i + 1];
      }
    }
  }

  /** Values are short: eight bytes at a time is quicker here than a call for each. */
  private static boolean areEqual(byte[] a, int aStart, byte[] b, int bStart, int length) {
    int i = 0;
    for (; i + Long.BYTES <= length; i += Long.BYTES) {
      if ((long) Bytes.LONG.get(a, aStart + i) != (long) Bytes.LONG.get(b, bStart + i)) {
        return false;
      }
    }
    for (; i < length; i++) {
      if (a[aStart + i] != b[bStart + i]) {
        return false;
      }
    }
    return true;
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
