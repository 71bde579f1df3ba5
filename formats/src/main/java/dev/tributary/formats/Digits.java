// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

/**
 * Decimal digits in bytes, eight at once. A word of them has the first in its lowest byte, and each
 * as a number from 0 to 9; what else stands there is above 9.
 */
final class Digits {

  static final int AT_ONCE = Long.BYTES;

  private static final long ZEROS = 0x3030303030303030L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  /** Added to a byte it gives the high bit to all but the numbers from 0 to 9. */
  private static final long ABOVE_NINE = 0x7676767676767676L;

  private Digits() {}

  /** The bytes from there on as a word of digits; there must be eight. */
  static long word(byte[] bytes, int from) {
    return Utf8.word(bytes, from) ^ ZEROS;
  }

  /** How many digits are in front of the first other byte. */
  static int count(long word) {
    // A sum may carry into the next byte, but none does below the first that is no digit.
    long others = (word | (word + ABOVE_NINE)) & HIGH_BITS;
    return Long.numberOfTrailingZeros(others) / Byte.SIZE;
  }

  /** The number that the first digits are; 0 for none. */
  static long number(long word, int count) {
    // In two steps, as no shift is as wide as a word.
    int half = (Long.SIZE - Byte.SIZE * count) / 2;
    long digits = word << half << half;
    long twos = ((digits * (1 + (10 << 8))) >>> 8) & 0x00FF00FF00FF00FFL;
    long fours = ((twos * (1 + (100L << 16))) >>> 16) & 0x0000FFFF0000FFFFL;
    return (fours * (1 + (10_000L << 32))) >>> 32;
  }
}
