// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import dev.tributary.batch.Column;
import dev.tributary.batch.IntColumn;
import dev.tributary.batch.LongColumn;
import dev.tributary.schema.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values in a form in which equal ones are {@code equals}, whatever type they were stored with: a
 * number is a {@code Long} where it is whole and fits, else a {@code BigDecimal} without zeros at
 * its end, or a {@code Double} where it is none. Floats are taken as they are written: 0.1 is 0.1.
 */
final class Scalars {

  private static final int LONG_DIGITS_MAX = 19;

  private Scalars() {}

  /** Values of one domain can be compared. */
  enum Domain {
    BOOLEAN,
    NUMBER,
    DATE,
    TIME,
    TIMESTAMP,
    INSTANT,
    TEXT,
    UUID,
    BYTES,
    NONE
  }

  static Domain domain(Type type) {
    return switch (type.kind()) {
      case BOOLEAN -> Domain.BOOLEAN;
      case INT, LONG, FLOAT, DOUBLE, DECIMAL -> Domain.NUMBER;
      case DATE -> Domain.DATE;
      case TIME -> Domain.TIME;
      case TIMESTAMP -> ((Type.Timestamp) type).zoned() ? Domain.INSTANT : Domain.TIMESTAMP;
      case STRING -> Domain.TEXT;
      case UUID -> Domain.UUID;
      case BINARY -> Domain.BYTES;
      case JSON, STRUCT, LIST, MAP -> Domain.NONE;
    };
  }

  static @Nullable Object at(Column column, int row) {
    if (column.isNull(row)) {
      return null;
    }
    if (column instanceof LongColumn longs && column.type().kind() == Type.Kind.LONG) {
      return longs.get(row);
    }
    if (column instanceof IntColumn ints && column.type().kind() == Type.Kind.INT) {
      return (long) ints.get(row);
    }
    Object value = column.value(row);
    if (value instanceof BigDecimal number) {
      return plain(number);
    }
    if (value instanceof Double number) {
      return Double.isFinite(number) ? plain(BigDecimal.valueOf(number)) : number;
    }
    if (value instanceof Float number) {
      return Float.isFinite(number)
          ? plain(new BigDecimal(number.toString()))
          : (Object) number.doubleValue();
    }
    return value;
  }

  /** How two values of one domain compare; empty where one of them is not a number. */
  static OptionalInt compare(Object a, Object b) {
    if (a instanceof Double || b instanceof Double) {
      return compareInfinite(a, b);
    }
    if (a instanceof BigDecimal || b instanceof BigDecimal) {
      return OptionalInt.of(decimal(a).compareTo(decimal(b)));
    }
    @SuppressWarnings("unchecked") // all others are of one class in a domain
    int order = ((Comparable<Object>) a).compareTo(b);
    return OptionalInt.of(order);
  }

  /**
   * What a user wrote, as a value of the type.
   *
   * @throws IllegalArgumentException when it is none; the message names it
   */
  static Object parse(Type type, String text) {
    try {
      return switch (domain(type)) {
        case BOOLEAN -> flag(text);
        case NUMBER -> plain(new BigDecimal(text));
        case DATE -> LocalDate.parse(text);
        case TIME -> LocalTime.parse(text);
        case TIMESTAMP ->
            isDate(text) ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text);
        case INSTANT -> isDate(text) ? midnight(LocalDate.parse(text)) : instant(text);
        case TEXT -> text;
        case UUID -> UUID.fromString(text);
        case BYTES, NONE -> throw new IllegalArgumentException(type + " cannot be compared");
      };
    } catch (NumberFormatException | DateTimeException e) {
      throw new IllegalArgumentException("'" + text + "' is not a value of type " + type, e);
    }
  }

  static Instant midnight(LocalDate date) {
    return date.atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private static Object flag(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("'" + text + "' is neither true nor false");
    }
    return Boolean.valueOf(text);
  }

  private static boolean isDate(String text) {
    return text.length() == "2026-11-21".length();
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  private static Object plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    boolean mayFit =
        stripped.scale() <= 0 && stripped.precision() - stripped.scale() <= LONG_DIGITS_MAX;
    if (mayFit && stripped.toBigInteger().bitLength() < Long.SIZE) {
      return stripped.longValue();
    }
    return stripped;
  }

  private static BigDecimal decimal(Object number) {
    return number instanceof Long whole ? BigDecimal.valueOf(whole) : (BigDecimal) number;
  }

  private static OptionalInt compareInfinite(Object a, Object b) {
    double first = ((Number) a).doubleValue();
    double second = ((Number) b).doubleValue();
    if (Double.isNaN(first) || Double.isNaN(second)) {
      return OptionalInt.empty();
    }
    double x = a instanceof Double ? first : 0;
    double y = b instanceof Double ? second : 0;
    return OptionalInt.of(Double.compare(x, y));
  }
}
