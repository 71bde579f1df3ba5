// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.Column;
import dev.tributary.batch.LongColumn;
import dev.tributary.batch.WideColumn;
import dev.tributary.schema.Type;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * PostgreSQL's binary numeric: how many digits of base 10,000, the power of the first, the sign,
 * the scale that is shown, the digits. Short ones become a {@code long} without an object.
 */
final class PostgresNumeric {

  private static final int POSITIVE = 0x0000;
  private static final int NEGATIVE = 0x4000;
  private static final int NAN = 0xc000;
  private static final int MINUS_INFINITY = 0xf000;
  private static final int DIGITS_AT = 8;
  private static final int SHORT_DIGITS = 4;
  private static final BigInteger BASE = BigInteger.valueOf(10_000);
  private static final long[] POWERS = powers();

  /** What is said of NaN and the infinities, however they were read. */
  static final String NO_NUMBER = "a decimal is infinite or not a number";

  private PostgresNumeric() {}

  static void append(byte[] row, int at, Column into) {
    int count = PostgresCell.shortAt(row, at);
    int weight = PostgresCell.shortAt(row, at + 2);
    int sign = PostgresCell.shortAt(row, at + 4) & 0xffff;
    if (sign != POSITIVE && sign != NEGATIVE) {
      throw new ColumnReader.Misfit(NO_NUMBER, special(sign));
    }
    Type.Decimal type = (Type.Decimal) into.type();
    int shift = 4 * (weight - count + 1) + type.scale();
    if (count <= SHORT_DIGITS
        && shift > -POWERS.length
        && appendShort(row, at, into, type, shift)) {
      return;
    }
    TypedReaders.boxed(into, decimal(row, at, count, weight, sign == NEGATIVE));
  }

  private static String special(int sign) {
    if (sign == NAN) {
      return "NaN";
    }
    return sign == MINUS_INFINITY ? "-Infinity" : "Infinity";
  }

  /** False when the number needs the long way, be it to say what is wrong with it. */
  private static boolean appendShort(
      byte[] row, int at, Column into, Type.Decimal type, int shift) {
    int count = PostgresCell.shortAt(row, at);
    long number = 0;
    for (int i = 0; i < count; i++) {
      number = number * 10_000 + PostgresCell.shortAt(row, at + DIGITS_AT + 2 * i);
    }
    long unscaled = number;
    if (number != 0 && shift < 0) {
      unscaled = number / POWERS[-shift];
      if (unscaled * POWERS[-shift] != number) {
        return false;
      }
    } else if (number != 0 && shift > 0) {
      if (shift >= POWERS.length || number > Long.MAX_VALUE / POWERS[shift]) {
        return false;
      }
      unscaled = number * POWERS[shift];
    }
    if (type.precision() < POWERS.length && unscaled >= POWERS[type.precision()]) {
      return false;
    }
    boolean negative = (PostgresCell.shortAt(row, at + 4) & 0xffff) == NEGATIVE;
    append(into, negative ? -unscaled : unscaled);
    return true;
  }

  private static void append(Column into, long unscaled) {
    if (into instanceof LongColumn column) {
      column.append(unscaled);
    } else {
      ((WideColumn) into).append(unscaled >> 63, unscaled);
    }
  }

  private static BigDecimal decimal(byte[] row, int at, int count, int weight, boolean negative) {
    BigInteger number = BigInteger.ZERO;
    for (int i = 0; i < count; i++) {
      int digit = PostgresCell.shortAt(row, at + DIGITS_AT + 2 * i);
      number = number.multiply(BASE).add(BigInteger.valueOf(digit));
    }
    BigDecimal decimal = new BigDecimal(number, 4 * (count - 1 - weight));
    return negative ? decimal.negate() : decimal;
  }

  private static long[] powers() {
    long[] powers = new long[19];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }
}
