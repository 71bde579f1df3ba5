// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.BooleanColumn;
import dev.tributary.batch.BytesColumn;
import dev.tributary.batch.Column;
import dev.tributary.batch.DoubleColumn;
import dev.tributary.batch.LongColumn;
import dev.tributary.schema.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Readers that look at what each value is before they take it: SQLite's typed getters would make 0
 * of a text. Here {@code getObject} is the only getter that tells.
 */
final class SqliteReaders {

  private SqliteReaders() {}

  static ColumnReader of(Type type) {
    return (row, index, into) -> {
      Object value = row.getObject(index);
      if (value == null) {
        into.appendNull();
      } else if (!append(into, value)) {
        throw new ColumnReader.Misfit(
            "a value is stored as " + storageClass(value) + ", which is no " + type,
            value instanceof byte[] ? null : value.toString());
      }
    };
  }

  /** Appends the value if it fits. */
  private static boolean append(Column into, Object value) {
    return switch (into.type().kind()) {
      case BOOLEAN -> truth((BooleanColumn) into, value);
      case LONG -> number((LongColumn) into, value);
      case DOUBLE -> real((DoubleColumn) into, value);
      case DECIMAL -> decimal(into, value);
      case STRING, JSON -> text((BytesColumn) into, value);
      case BINARY -> bytes((BytesColumn) into, value);
      case DATE, TIME, TIMESTAMP, UUID -> written(into, value);
      case INT, FLOAT, STRUCT, LIST, MAP ->
          throw new IllegalArgumentException("No reader for " + into.type());
    };
  }

  private static boolean truth(BooleanColumn into, Object value) {
    if (!isWhole(value)) {
      return false;
    }
    long number = ((Number) value).longValue();
    if (number == 0 || number == 1) {
      into.append(number == 1);
    }
    return number == 0 || number == 1;
  }

  private static boolean number(LongColumn into, Object value) {
    if (isWhole(value)) {
      into.append(((Number) value).longValue());
    }
    return isWhole(value);
  }

  private static boolean real(DoubleColumn into, Object value) {
    if (value instanceof Number number) {
      into.append(number.doubleValue());
    }
    return value instanceof Number;
  }

  /**
   * A double stands for the one decimal of the column's scale that is nearest, if they are equal.
   */
  private static boolean decimal(Column into, Object value) {
    if (isWhole(value)) {
      TypedReaders.boxed(into, BigDecimal.valueOf(((Number) value).longValue()));
      return true;
    }
    if (value instanceof String text) {
      TypedReaders.boxed(into, number(text));
      return true;
    }
    if (value instanceof Double number && !number.isInfinite() && !number.isNaN()) {
      TypedReaders.boxed(into, shortest(number, ((Type.Decimal) into.type()).scale()));
      return true;
    }
    return false;
  }

  private static BigDecimal shortest(double number, int scale) {
    BigDecimal exact = BigDecimal.valueOf(number);
    BigDecimal rounded =
        exact.scale() > scale ? exact.setScale(scale, RoundingMode.HALF_EVEN) : exact;
    return rounded.doubleValue() == number ? rounded : exact;
  }

  private static BigDecimal number(String text) {
    try {
      return new BigDecimal(text.strip());
    } catch (NumberFormatException e) {
      throw new ColumnReader.Misfit("a value is stored as text, which is no number", text);
    }
  }

  private static boolean text(BytesColumn into, Object value) {
    if (value instanceof byte[]) {
      return false;
    }
    into.append(value.toString());
    return true;
  }

  private static boolean bytes(BytesColumn into, Object value) {
    if (value instanceof byte[] bytes) {
      into.append(bytes);
    } else if (value instanceof String text) {
      into.append(text);
    }
    return value instanceof byte[] || value instanceof String;
  }

  private static boolean written(Column into, Object value) {
    if (value instanceof String text) {
      TextReaders.append(into, text);
    }
    return value instanceof String;
  }

  private static boolean isWhole(Object value) {
    return value instanceof Integer || value instanceof Long;
  }

  private static String storageClass(Object value) {
    if (isWhole(value)) {
      return "integer";
    }
    if (value instanceof Number) {
      return "real";
    }
    return value instanceof String ? "text" : "blob";
  }
}
