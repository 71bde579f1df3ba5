// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import com.fasterxml.jackson.core.io.NumberInput;

/**
 * Reads numbers that are longs or doubles from bytes, eight digits at once, so eight bytes must be
 * there from behind the last one on. One thread at a time.
 */
final class PlainNumber {

  private static final int LONG_DIGITS = 19;
  private static final int EXACT_DIGITS = 18;
  private static final long EXACT_MAX = 1L << 53;

  private static final long[] SHIFTS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

  /** The powers of ten that are doubles, so that one division rounds once. */
  private static final double[] POWERS = powers();

  /** The place behind the digits read last. */
  private int end;

  private boolean isWhole;
  private long whole;
  private double fraction;

  boolean isWhole() {
    return isWhole;
  }

  long whole() {
    return whole;
  }

  double fraction() {
    return fraction;
  }

  /** Returns the place behind the number, or the complement of where it is none of these. */
  int read(byte[] bytes, int from) {
    boolean negative = bytes[from] == '-';
    int first = negative ? from + 1 : from;
    long value = digits(bytes, first, 0);
    int at = end;
    int digits = at - first;
    if (digits == 0 || (digits > 1 && bytes[first] == '0')) {
      return ~at;
    }
    isWhole = bytes[at] != '.' && (bytes[at] | 0x20) != 'e';
    if (!isWhole) {
      return bytes[at] == '.'
          ? fraction(bytes, from, at, digits, value)
          : exponent(bytes, from, at);
    }
    whole = negative ? -value : value;
    return digits < LONG_DIGITS || (digits == LONG_DIGITS && value >= 0) ? at : ~at;
  }

  private int fraction(byte[] bytes, int from, int point, int digits, long above) {
    long value = digits(bytes, point + 1, above);
    int at = end;
    int behind = at - point - 1;
    if (behind == 0) {
      return ~at;
    }
    if ((bytes[at] | 0x20) == 'e') {
      return exponent(bytes, from, at);
    }
    if (digits + behind > EXACT_DIGITS || value > EXACT_MAX) {
      return nearest(bytes, from, at);
    }
    double exact = value / POWERS[behind];
    fraction = bytes[from] == '-' ? -exact : exact;
    return at;
  }

  /** The number with these digits behind those of {@code above}; without its high bits. */
  private long digits(byte[] bytes, int from, long above) {
    long value = above;
    int at = from;
    int count;
    do {
      long word = Digits.word(bytes, at);
      count = Digits.count(word);
      value = value * SHIFTS[count] + Digits.number(word, count);
      at += count;
    } while (count == Digits.AT_ONCE);
    end = at;
    return value;
  }

  private int exponent(byte[] bytes, int from, int mark) {
    int first = bytes[mark + 1] == '-' || bytes[mark + 1] == '+' ? mark + 2 : mark + 1;
    int at = first;
    while (bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at == first ? ~at : nearest(bytes, from, at);
  }

  private int nearest(byte[] bytes, int from, int to) {
    if (to - from > Scalar.NUMBER_DIGITS_MAX) {
      return ~to;
    }
    char[] text = new char[to - from];
    for (int i = 0; i < text.length; i++) {
      text[i] = (char) bytes[from + i];
    }
    fraction = NumberInput.parseDouble(text, 0, text.length, true);
    return Double.isInfinite(fraction) ? ~to : to;
  }

  private static double[] powers() {
    double[] powers = new double[EXACT_DIGITS + 1];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }
}
