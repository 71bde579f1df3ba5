// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Type;
import dev.tributary.schema.Type.Unit;

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

  /** Counts times and timestamps in another unit; what that would cut or overflow is refused. */
  static NumberSource inUnit(FieldPath path, Unit has, Unit wants) {
    if (has == wants) {
      return NumberSource::longs;
    }
    return has.compareTo(wants) < 0
        ? finer(path, wants, wants.perSecond() / has.perSecond())
        : coarser(path, wants, has.perSecond() / wants.perSecond());
  }

  private static NumberSource finer(FieldPath path, Unit unit, long factor) {
    return (column, from, to, into) -> {
      int count = NumberSource.longs(column, from, to, into);
      for (int i = 0; i < count; i++) {
        if (Math.multiplyHigh(into[i], factor) != (into[i] * factor) >> 63) {
          throw Refusals.outOfRange(path, "a count of " + unit);
        }
        into[i] *= factor;
      }
      return count;
    };
  }

  private static NumberSource coarser(FieldPath path, Unit unit, long factor) {
    return (column, from, to, into) -> {
      int count = NumberSource.longs(column, from, to, into);
      for (int i = 0; i < count; i++) {
        long whole = into[i] / factor;
        if (whole * factor != into[i]) {
          throw Refusals.tooFine(path, unit);
        }
        into[i] = whole;
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
