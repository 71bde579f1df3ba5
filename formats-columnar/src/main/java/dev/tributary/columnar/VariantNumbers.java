// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Numbers of JSON as variants: whole ones in as few bytes as hold them, all others exactly as
 * decimals of up to 38 digits, and as doubles what has more.
 */
final class VariantNumbers {

  private static final int DIGITS_MAX = 38;
  private static final int DIGITS_MAX_8 = 18;
  private static final int DIGITS_MAX_4 = 9;

  private VariantNumbers() {}

  static void put(long whole, Bytes out) {
    if (whole == (byte) whole) {
      put(VariantKinds.INT8, whole, Byte.BYTES, out);
    } else if (whole == (short) whole) {
      put(VariantKinds.INT16, whole, Short.BYTES, out);
    } else if (whole == (int) whole) {
      put(VariantKinds.INT32, whole, Integer.BYTES, out);
    } else {
      put(VariantKinds.INT64, whole, Long.BYTES, out);
    }
  }

  /** False when the number is beyond what a double holds; then nothing was put. */
  static boolean put(BigDecimal number, Bytes out) {
    double nearest = number.doubleValue();
    if (number.scale() >= 0 && isDecimal(number)) {
      putDecimal(number, out);
    } else if (Double.isInfinite(nearest)) {
      return false;
    } else if (isWide(number) || isExact(nearest, number)) {
      put(VariantKinds.DOUBLE, Double.doubleToLongBits(nearest), Double.BYTES, out);
    } else {
      putDecimal(number.setScale(0), out);
    }
    return true;
  }

  private static boolean isDecimal(BigDecimal number) {
    return number.precision() <= DIGITS_MAX && number.scale() <= DIGITS_MAX;
  }

  /** Whether a decimal without a fraction would not hold it. */
  private static boolean isWide(BigDecimal number) {
    return number.scale() > 0 || (long) number.precision() - number.scale() > DIGITS_MAX;
  }

  private static boolean isExact(double nearest, BigDecimal number) {
    return new BigDecimal(Double.toString(nearest)).compareTo(number) == 0;
  }

  private static void putDecimal(BigDecimal number, Bytes out) {
    BigInteger unscaled = number.unscaledValue();
    int digits = Math.max(number.precision(), number.scale());
    int kind =
        digits <= DIGITS_MAX_4
            ? VariantKinds.DECIMAL4
            : digits <= DIGITS_MAX_8 ? VariantKinds.DECIMAL8 : VariantKinds.DECIMAL16;
    put(kind, number.scale(), Byte.BYTES, out);
    if (kind == VariantKinds.DECIMAL16) {
      out.putLong(unscaled.longValue());
      out.putLong(unscaled.shiftRight(Long.SIZE).longValue());
    } else {
      out.put(unscaled.longValue(), kind == VariantKinds.DECIMAL4 ? Integer.BYTES : Long.BYTES);
    }
  }

  private static void put(int kind, long bits, int width, Bytes out) {
    out.putByte(kind << 2);
    out.put(bits, width);
  }
}
