// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import dev.tributary.schema.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Base64;
import java.util.UUID;

/** Scalars from the canonical text that stands for them. */
final class ScalarText {

  private ScalarText() {}

  /**
   * The value as {@link dev.tributary.batch.RowView} names it.
   *
   * @throws IllegalArgumentException when the text stands for no value of this type; so do {@link
   *     ArithmeticException} and {@link java.time.DateTimeException}
   */
  static Object value(Type type, String text) {
    return switch (type.kind()) {
      case BOOLEAN -> truth(text);
      case INT -> new BigDecimal(text).intValueExact();
      case LONG -> new BigDecimal(text).longValueExact();
      case FLOAT -> Float.parseFloat(text);
      case DOUBLE -> Double.parseDouble(text);
      case DECIMAL -> new BigDecimal(text);
      case DATE -> LocalDate.parse(text);
      case TIME -> LocalTime.parse(text);
      case TIMESTAMP ->
          ((Type.Timestamp) type).zoned() ? Instant.parse(text) : LocalDateTime.parse(text);
      case STRING, JSON -> text;
      case BINARY -> Base64.getDecoder().decode(text);
      case UUID -> UUID.fromString(text);
      case STRUCT, LIST, MAP -> throw new IllegalArgumentException(type + " is no scalar");
    };
  }

  private static boolean truth(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("Neither true nor false");
    }
    return text.equals("true");
  }
}
