// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.BooleanColumn;
import dev.tributary.batch.Column;
import dev.tributary.schema.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Values from text: the canonical forms, and numbers as people write them plainly. Nothing is
 * rounded, cut or guessed. What cannot be read is an {@link IllegalArgumentException} or {@link
 * ArithmeticException} that does not show the text.
 */
final class TextValues {

  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]{1,400}(\\.[0-9]{1,400})?([eE][+-]?[0-9]{1,4})?");
  private static final int UUID_LENGTH = 36;

  private TextValues() {}

  /** Appends the value that {@code text} stands for to a column of scalars. */
  static void append(String text, Column to) {
    Type type = to.type();
    switch (type.kind()) {
      case BOOLEAN -> ((BooleanColumn) to).append(flag(text));
      case INT, LONG, DECIMAL -> append(number(text), to);
      case FLOAT, DOUBLE -> floating(text, to);
      case DATE, TIME, TIMESTAMP -> to.append(time(text, type));
      case BINARY -> to.append(Base64.getDecoder().decode(text));
      case UUID -> to.append(uuid(text));
      case STRING -> to.append(text);
      case JSON, STRUCT, LIST, MAP -> throw unreadable();
    }
  }

  /** Appends the very number to a column of numbers. */
  static void append(BigDecimal number, Column to) {
    switch (to.type().kind()) {
      case INT -> to.append(whole(number).intValueExact());
      case LONG -> to.append(whole(number).longValueExact());
      case DECIMAL -> to.append(decimal(number, (Type.Decimal) to.type()));
      case FLOAT -> to.append(same(number, number.floatValue()));
      case DOUBLE -> to.append(same(number, number.doubleValue()));
      case BOOLEAN, DATE, TIME, TIMESTAMP, STRING, BINARY, UUID, JSON, STRUCT, LIST, MAP ->
          throw unreadable();
    }
  }

  private static boolean flag(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw unreadable();
    }
    return text.equals("true");
  }

  private static BigDecimal number(String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw unreadable();
    }
    return new BigDecimal(text);
  }

  private static void floating(String text, Column to) {
    boolean named = text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity");
    double value = named ? Double.parseDouble(text) : number(text).doubleValue();
    if (!named && Double.isInfinite(value)) {
      throw unreadable();
    }
    if (to.type().equals(Type.DOUBLE)) {
      to.append(value);
    } else {
      float small = named ? (float) value : number(text).floatValue();
      if (!named && Float.isInfinite(small)) {
        throw unreadable();
      }
      to.append(small);
    }
  }

  /** Bounded before it is spelt out, since ten letters can stand for a billion digits. */
  private static BigDecimal whole(BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    if (plain.scale() > 0
        || (long) plain.precision() - plain.scale() > Type.Decimal.MAX_PRECISION) {
      throw unreadable();
    }
    return plain;
  }

  private static BigDecimal decimal(BigDecimal number, Type.Decimal type) {
    BigDecimal plain = number.stripTrailingZeros();
    if (plain.scale() > type.scale()
        || (long) plain.precision() - plain.scale() > type.precision() - type.scale()) {
      throw unreadable();
    }
    return plain;
  }

  /** The floating number, if its shortest text is the number. */
  private static <N extends Number> N same(BigDecimal number, N floating) {
    double value = floating.doubleValue();
    if (Double.isInfinite(value) || new BigDecimal(floating.toString()).compareTo(number) != 0) {
      throw unreadable();
    }
    return floating;
  }

  private static Object time(String text, Type type) {
    try {
      return switch (type.kind()) {
        case DATE -> LocalDate.parse(text);
        case TIME -> LocalTime.parse(text);
        default ->
            ((Type.Timestamp) type).zoned()
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text);
      };
    } catch (DateTimeException e) {
      throw unreadable();
    }
  }

  private static UUID uuid(String text) {
    if (text.length() != UUID_LENGTH) {
      throw unreadable();
    }
    return UUID.fromString(text);
  }

  private static IllegalArgumentException unreadable() {
    return new IllegalArgumentException("The text does not stand for a value of this type");
  }
}
