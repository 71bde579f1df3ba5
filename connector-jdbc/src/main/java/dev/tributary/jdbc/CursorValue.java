// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.BytesColumn;
import dev.tributary.batch.Column;
import dev.tributary.batch.IntColumn;
import dev.tributary.batch.LongColumn;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.schema.Type;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;

/** Values of cursors and keys as exact text, which positions keep and statements are given. */
final class CursorValue {

  private CursorValue() {}

  static boolean isOrderable(TableColumn column) {
    return column.cast().isEmpty()
        && switch (column.type().kind()) {
          case INT, LONG, DECIMAL, DATE, TIMESTAMP, STRING -> true;
          case BOOLEAN, FLOAT, DOUBLE, TIME, BINARY, UUID, JSON, STRUCT, LIST, MAP -> false;
        };
  }

  /** The value at {@code slot}, which is present, as text. */
  static String text(Column column, int slot) {
    Object value = column.value(slot);
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return String.valueOf(value);
  }

  /**
   * @throws TributaryException {@code POSITION_UNKNOWN} when the column's type cannot hold the text
   */
  static Object parse(Type type, String text) {
    try {
      return switch (type.kind()) {
        case INT -> Integer.valueOf(text);
        case LONG -> Long.valueOf(text);
        case DECIMAL -> new BigDecimal(text);
        case DATE -> LocalDate.parse(text);
        case TIMESTAMP ->
            ((Type.Timestamp) type).zoned() ? Instant.parse(text) : LocalDateTime.parse(text);
        case STRING -> text;
        case BOOLEAN, FLOAT, DOUBLE, TIME, BINARY, UUID, JSON, STRUCT, LIST, MAP ->
            throw new IllegalArgumentException(type + " is no cursor");
      };
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new TributaryException(
          ErrorCode.POSITION_UNKNOWN,
          "The position holds a value that is no " + type + ", the type its cursor now has",
          "Reset the stream's position to read again from the start",
          e);
    }
  }

  /**
   * Gives a statement the value.
   *
   * @param text what {@link #text} wrote; in SQLite, beside whole numbers, what the database holds
   */
  static void bind(PreparedStatement statement, int index, Dialect dialect, Type type, String text)
      throws SQLException {
    boolean whole = type.kind() == Type.Kind.INT || type.kind() == Type.Kind.LONG;
    if (dialect == Dialect.SQLITE && !whole) {
      statement.setString(index, text);
      return;
    }
    Object value = parse(type, text);
    if (value instanceof Number number && whole) {
      statement.setLong(index, number.longValue());
    } else if (value instanceof BigDecimal number) {
      statement.setBigDecimal(index, number);
    } else if (dialect == Dialect.MARIADB || value instanceof String) {
      statement.setString(index, written(value));
    } else {
      statement.setObject(
          index, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
    }
  }

  /** The value as a literal of PostgreSQL. */
  static String literal(TableColumn column, String text) {
    Object value = parse(column.type(), text);
    if (value instanceof Number) {
      return text.startsWith("-") ? "(" + text + ")" : text;
    }
    if (value instanceof LocalDateTime) {
      return "timestamp '" + written(value) + "'";
    }
    if (value instanceof Instant) {
      return "timestamptz '" + written(value) + "+00'";
    }
    String quoted = "'" + written(value).replace("'", "''") + "'";
    return value instanceof LocalDate ? "date " + quoted : quoted;
  }

  /** Whether two present values of one type are equal. */
  static boolean same(Column a, int i, Column b, int j) {
    if (a instanceof LongColumn left && b instanceof LongColumn right) {
      return left.get(i) == right.get(j);
    }
    if (a instanceof IntColumn left && b instanceof IntColumn right) {
      return left.get(i) == right.get(j);
    }
    if (a instanceof BytesColumn left && b instanceof BytesColumn right) {
      return Arrays.equals(
          left.data(),
          left.start(i),
          left.start(i) + left.length(i),
          right.data(),
          right.start(j),
          right.start(j) + right.length(j));
    }
    return Objects.equals(a.value(i), b.value(j));
  }

  /** As SQL writes it, points in time in UTC without saying so. */
  private static String written(Object value) {
    if (value instanceof Instant instant) {
      return written(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }
    return value instanceof LocalDateTime time
        ? time.toLocalDate() + " " + time.toLocalTime()
        : value.toString();
  }
}
