// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import com.fasterxml.jackson.core.io.NumberInput;

/** Reads numbers that are longs or doubles from bytes. One thread at a time. */
final class PlainNumber {

  private static final int LONG_DIGITS = 19;
  private static final int EXACT_DIGITS = 18;
  private static final long EXACT_MAX = 1L << 53;

  /** The powers of ten that are doubles, so that one division rounds once. */
  private static final double[] POWERS = powers();

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
    long value = 0;
    int at = first;
    for (int digit = bytes[at] - '0'; digit >= 0 && digit <= 9; digit = bytes[++at] - '0') {
      value = value * 10 + digit;
    }
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
    long value = above;
    int at = point + 1;
    for (int digit = bytes[at] - '0'; digit >= 0 && digit <= 9; digit = bytes[++at] - '0') {
      value = value * 10 + digit;
    }
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
