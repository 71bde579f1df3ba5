// SPDX-License-Identifier: Apache-2.0
package dev.tributary.batch;

import dev.tributary.schema.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** Boxed values to and from what columns keep. A value that would lose something is refused. */
final class Values {

  static final int LONG_DIGITS = 18;

  private Values() {}

  static int toInt(Column column, Object value) {
    if (column.type().kind() == Type.Kind.DATE) {
      if (value instanceof LocalDate date) {
        return Math.toIntExact(date.toEpochDay());
      }
      throw column.misfit(value);
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).intValue();
    }
    throw column.misfit(value);
  }

  static Object fromInt(Type type, int value) {
    return type.kind() == Type.Kind.DATE ? LocalDate.ofEpochDay(value) : (Object) value;
  }

  static long toLong(Column column, Object value) {
    Type type = column.type();
    if (type instanceof Type.Decimal decimal && value instanceof BigDecimal number) {
      return unscaled(number, decimal).longValueExact();
    }
    if (type instanceof Type.Time time && value instanceof LocalTime of) {
      return exactly(of.toNanoOfDay(), time.unit().nanosEach(), column, value);
    }
    if (type instanceof Type.Timestamp timestamp) {
      return toTimestamp(column, timestamp, value);
    }
    if (type.kind() == Type.Kind.LONG
        && (value instanceof Long
            || value instanceof Integer
            || value instanceof Short
            || value instanceof Byte)) {
      return ((Number) value).longValue();
    }
    throw column.misfit(value);
  }

  static Object fromLong(Type type, long value) {
    if (type instanceof Type.Decimal decimal) {
      return BigDecimal.valueOf(value, decimal.scale());
    }
    if (type instanceof Type.Time time) {
      return LocalTime.ofNanoOfDay(value * time.unit().nanosEach());
    }
    if (type instanceof Type.Timestamp timestamp) {
      return fromTimestamp(timestamp, value);
    }
    return value;
  }

  static void appendWide(WideColumn column, Object value) {
    if (column.type() instanceof Type.Decimal decimal && value instanceof BigDecimal number) {
      BigInteger unscaled = unscaled(number, decimal);
      column.append(unscaled.shiftRight(64).longValue(), unscaled.longValue());
    } else if (column.type().kind() == Type.Kind.UUID && value instanceof UUID uuid) {
      column.append(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    } else {
      throw column.misfit(value);
    }
  }

  static Object fromWide(Type type, long high, long low) {
    if (type instanceof Type.Decimal decimal) {
      BigInteger unsignedLow =
          BigInteger.valueOf(low >>> 1).shiftLeft(1).add(BigInteger.valueOf(low & 1));
      return new BigDecimal(
          BigInteger.valueOf(high).shiftLeft(64).add(unsignedLow), decimal.scale());
    }
    return new UUID(high, low);
  }

  private static BigInteger unscaled(BigDecimal number, Type.Decimal type) {
    try {
      BigDecimal scaled = number.setScale(type.scale(), RoundingMode.UNNECESSARY);
      if (scaled.precision() <= type.precision()) {
        return scaled.unscaledValue();
      }
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "A number has more digits after the point than " + type, e);
    }
    throw new IllegalArgumentException("A number has more digits than " + type);
  }

  private static long toTimestamp(Column column, Type.Timestamp type, Object value) {
    if (type.zoned() && value instanceof Instant instant) {
      return count(instant, type.unit(), column, value);
    }
    if (!type.zoned() && value instanceof LocalDateTime local) {
      return count(local.toInstant(ZoneOffset.UTC), type.unit(), column, value);
    }
    throw column.misfit(value);
  }

  private static Object fromTimestamp(Type.Timestamp type, long value) {
    long seconds = Math.floorDiv(value, type.unit().perSecond());
    int nanos = (int) (Math.floorMod(value, type.unit().perSecond()) * type.unit().nanosEach());
    return type.zoned()
        ? Instant.ofEpochSecond(seconds, nanos)
        : LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC);
  }

  private static long count(Instant instant, Type.Unit unit, Column column, Object value) {
    try {
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), unit.perSecond()),
          exactly(instant.getNano(), unit.nanosEach(), column, value));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(value + " is out of range for " + column.type(), e);
    }
  }

  private static long exactly(long nanos, long nanosEach, Column column, Object value) {
    if (nanos % nanosEach != 0) {
      throw new IllegalArgumentException(value + " is finer than " + column.type());
    }
    return nanos / nanosEach;
  }
}
