// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Type;

/** Numbers that must fit a range, or be counted in another unit, before the file takes them. */
final class CheckedNumbers {

  private CheckedNumbers() {}

  /** Refuses unscaled decimals of more digits than {@code type} has. */
  static NumberSource decimals(FieldPath path, Type.Decimal type) {
    long limit = powerOfTen(type.precision());
    return (column, from, to, into) -> {
      int count = NumberSource.longs(column, from, to, into);
      for (int i = 0; i < count; i++) {
        if (into[i] >= limit || into[i] <= -limit) {
          throw Refusals.outOfRange(path, type);
        }
      }
      return count;
    };
  }

  /** Counts times and timestamps in the file's unit. */
  static NumberSource inUnit(FieldPath path, TimeUnits units) {
    if (units.rows() == units.file()) {
      return NumberSource::longs;
    }
    return (column, from, to, into) -> {
      int count = NumberSource.longs(column, from, to, into);
      for (int i = 0; i < count; i++) {
        into[i] = units.toFile(path, into[i]);
      }
      return count;
    };
  }

  private static long powerOfTen(int digits) {
    long power = 1;
    for (int i = 0; i < digits; i++) {
      power *= 10;
    }
    return power;
  }
}
