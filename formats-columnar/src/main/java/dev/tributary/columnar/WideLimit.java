// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Type;
import java.math.BigInteger;

/** Refuses 128-bit unscaled decimals of too many digits. */
interface WideLimit {

  WideLimit NONE = (high, low) -> {};

  void check(long high, long low);

  static WideLimit of(FieldPath path, Type.Decimal type) {
    BigInteger limit = BigInteger.TEN.pow(type.precision());
    long maxHigh = limit.shiftRight(Long.SIZE).longValue();
    long maxLow = limit.longValue();
    long minHigh = limit.negate().shiftRight(Long.SIZE).longValue();
    long minLow = limit.negate().longValue();
    return (high, low) -> {
      if (!less(high, low, maxHigh, maxLow) || !less(minHigh, minLow, high, low)) {
        throw Refusals.outOfRange(path, type);
      }
    };
  }

  private static boolean less(long high, long low, long otherHigh, long otherLow) {
    return high < otherHigh || (high == otherHigh && Long.compareUnsigned(low, otherLow) < 0);
  }
}
