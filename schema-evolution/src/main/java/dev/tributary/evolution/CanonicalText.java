// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.BytesColumn;
import dev.tributary.batch.Column;
import dev.tributary.batch.DoubleColumn;
import dev.tributary.batch.FloatColumn;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Base64;
import java.util.Objects;

/**
 * The one text that stands for a value, whichever of the types that hold it it has: numbers in
 * decimal digits without zeros at the end of a fraction, dates and times in ISO 8601 with as much
 * of a fraction as there is, binary in Base64, JSON as it is, nested values as JSON. So 5, 5.0 and
 * 5.00 are one text. Slots must be present.
 */
final class CanonicalText {

  private static final double BEYOND_LONG = 0x1p63;

  private CanonicalText() {}

  static String of(Column column, int slot) {
    return switch (column.type().kind()) {
      case STRING, JSON -> ((BytesColumn) column).text(slot);
      case BOOLEAN, INT, LONG, DATE, UUID -> boxed(column, slot).toString();
      case FLOAT -> floating(((FloatColumn) column).get(slot));
      case DOUBLE -> floating(((DoubleColumn) column).get(slot));
      case DECIMAL -> ((BigDecimal) boxed(column, slot)).stripTrailingZeros().toPlainString();
      case TIME -> DateTimeFormatter.ISO_LOCAL_TIME.format((LocalTime) boxed(column, slot));
      case TIMESTAMP -> timestamp((TemporalAccessor) boxed(column, slot));
      case BINARY -> base64((ByteBuffer) boxed(column, slot));
      case STRUCT, LIST, MAP -> JsonText.of(column, slot);
    };
  }

  /** Whole numbers as a long prints them, where there is such a long; there is none for -0.0. */
  private static String floating(double value) {
    long whole = (long) value;
    boolean exact = whole == value && Math.abs(value) < BEYOND_LONG;
    return exact && (whole != 0 || Double.doubleToRawLongBits(value) == 0)
        ? Long.toString(whole)
        : Double.toString(value);
  }

  private static Object boxed(Column column, int slot) {
    return Objects.requireNonNull(column.value(slot));
  }

  private static String timestamp(TemporalAccessor value) {
    return value instanceof Instant
        ? DateTimeFormatter.ISO_INSTANT.format(value)
        : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(value);
  }

  private static String base64(ByteBuffer value) {
    byte[] bytes = new byte[value.remaining()];
    value.get(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
