// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.Column;
import dev.tributary.schema.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Readers of dates, times and uuids that the database sends as text, such as {@code 2024-02-29
 * 23:59:59.5}.
 */
final class TextReaders {

  /** What MariaDB and MySQL write when told a date that is none. */
  private static final String ZERO_DATE = "0000-00-00";

  private TextReaders() {}

  static ColumnReader of(Type type) {
    return (row, index, into) -> {
      String text = text(row, index, type);
      if (text == null) {
        into.appendNull();
      } else {
        append(into, text);
      }
    };
  }

  /** Some drivers know themselves that a date is none. */
  private static @Nullable String text(ResultSet row, int index, Type type) throws SQLException {
    try {
      return row.getString(index);
    } catch (SQLException e) {
      if (ColumnReader.Misfit.isIn(e)) {
        throw new ColumnReader.Misfit(noText(type));
      }
      throw e;
    }
  }

  private static String noText(Type type) {
    return "a text is no " + type;
  }

  static void append(Column into, String text) {
    TypedReaders.boxed(into, parse(into.type(), text.strip()));
  }

  /** The value that {@code text} writes; a point in time without an offset is in UTC. */
  private static Object parse(Type type, String text) {
    try {
      return switch (type.kind()) {
        case DATE -> LocalDate.parse(text);
        case TIME -> LocalTime.parse(text);
        case TIMESTAMP -> timestamp(text, ((Type.Timestamp) type).zoned());
        case UUID -> UUID.fromString(text);
        case BOOLEAN, INT, LONG, FLOAT, DOUBLE, DECIMAL, STRING, BINARY, JSON, STRUCT, LIST, MAP ->
            throw new IllegalArgumentException("No text form of " + type);
      };
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new ColumnReader.Misfit(
          text.startsWith(ZERO_DATE) ? "a date is zero" : noText(type), text);
    }
  }

  private static Object timestamp(String text, boolean zoned) {
    String iso =
        text.length() > 10 ? text.substring(0, 10) + "T" + text.substring(11) : text + "T00:00";
    if (!zoned) {
      return LocalDateTime.parse(iso);
    }
    boolean hasOffset = iso.endsWith("Z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10;
    return hasOffset
        ? OffsetDateTime.parse(iso).toInstant()
        : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
  }
}
