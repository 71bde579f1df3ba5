// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import java.util.Arrays;

/**
 * Distinct runs of bytes, with a length before each or all of one length. Each is looked up by a
 * number: of at most seven bytes it is the bytes themselves and their count, so that no others have
 * it; of a longer one it is a hash.
 */
final class BytesDictionary implements Dictionary {

  private static final int FIRST_SLOTS = 1 << 10;

  /** Dictionaries are small, but one value may be large. */
  private static final int KEEP_MAX = 4 << 20;

  /** A table of so many words is near enough to a processor. */
  private static final int NEAR_WORDS = 1 << 12;

  private static final int SHORT_MAX = Long.BYTES - 1;
  private static final int COUNT_AT = Byte.SIZE * SHORT_MAX;
  private static final long LONG_MARK = 0xffL << COUNT_AT;

  private final boolean prefixed;
  private final Bytes plain = new Bytes();

  /**
   * Two words at each place of the hash table, so that both are loaded at once: the value's number,
   * and where it begins above its index plus one; 0 where there is none.
   */
  private long[] table = new long[2 * FIRST_SLOTS];

  private int shift = shift(FIRST_SLOTS);
  private long[] numbers = new long[0];

  @SuppressWarnings("UnusedVariable") // kept, so that what is touched is truly read
  private int touched;

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

  /**
   * Makes ready to look these values up one after the other. Where the table is large, all their
   * places are gone to before: none waits for the one before, so that the processor has many of
   * them on their way from far memory at once.
   */
  void prepare(BytesSource values, int count) {
    if (numbers.length < count) {
      numbers = new long[Math.max(count, numbers.length * 2)];
    }
    byte[] data = values.data();
    for (int i = 0; i < count; i++) {
      numbers[i] = number(data, values.start(i), values.length(i));
    }
    if (table.length > NEAR_WORDS) {
      touched = touch(count);
    }
  }

  /** The index of value {@code i} of those prepared for; a new value gets the next one. */
  int index(int i, byte[] data, int start, int length) {
    long number = numbers[i];
    long[] entries = table;
    int mask = entries.length - 1;
    for (int at = place(number); ; at = (at + 2) & mask) {
      long entry = entries[at + 1];
      if (entry == 0) {
        return add(at, number, data, start, length);
      }
      if (entries[at] == number
          && (length <= SHORT_MAX || isAt((int) (entry >>> 32), data, start, length))) {
        return (int) entry - 1;
      }
    }
  }

  private int touch(int count) {
    byte[] known = plain.data();
    int sum = 0;
    for (int i = 0; i < count; i++) {
      int start = (int) (table[place(numbers[i]) + 1] >>> 32);
      sum += start < known.length ? known[start] : 0;
    }
    return sum;
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
    ends = new int[FIRST_SLOTS / 2];
    plain.clear(0);
    size = 0;
  }

  /** Where there is no length before a value, all have the same. */
  private boolean isAt(int at, byte[] data, int start, int length) {
    byte[] known = plain.data();
    if (prefixed && (int) Bytes.INT.get(known, at - Integer.BYTES) != length) {
      return false;
    }
    int last = length - Long.BYTES;
    for (int i = 0; i < last; i += Long.BYTES) {
      if (word(known, at + i) != word(data, start + i)) {
        return false;
      }
    }
    return word(known, at + last) == word(data, start + last);
  }

  private int add(int at, long number, byte[] data, int start, int length) {
    if (prefixed) {
      plain.putInt(length);
    }
    table[at] = number;
    table[at + 1] = ((long) plain.size() << 32) | (size + 1);
    plain.put(data, start, length);
    ends[size++] = plain.size();
    if (size == ends.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    ends = Arrays.copyOf(ends, size * 2);
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

  private int place(long number) {
    return (int) (mix(number) >>> shift) << 1;
  }

  private static int shift(int slots) {
    return Long.SIZE - Integer.numberOfTrailingZeros(slots);
  }

  private static long number(byte[] data, int start, int length) {
    return length <= SHORT_MAX
        ? ((long) length << COUNT_AT) | few(data, start, length)
        : LONG_MARK | hash(data, start, length);
  }

  /** Up to seven bytes as a number; what lies behind them is read too where the array has it. */
  private static long few(byte[] data, int start, int length) {
    if (start + Long.BYTES <= data.length) {
      return word(data, start) & ((1L << (Byte.SIZE * length)) - 1);
    }
    long bytes = 0;
    for (int i = 0; i < length; i++) {
      bytes |= (data[start + i] & 0xffL) << (Byte.SIZE * i);
    }
    return bytes;
  }

  /** The last eight bytes may be in two of the words. */
  private static long hash(byte[] data, int start, int length) {
    long hash = length;
    int last = start + length - Long.BYTES;
    for (int at = start; at < last; at += Long.BYTES) {
      hash = mix(hash ^ word(data, at));
    }
    return mix(hash ^ word(data, last));
  }

  private static long word(byte[] data, int at) {
    return (long) Bytes.LONG.get(data, at);
  }

  private static long mix(long number) {
    long mixed = (number ^ (number >>> 32)) * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 29);
  }
}
