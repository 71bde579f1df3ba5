// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.Column;
import dev.tributary.schema.Type;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * Readers of dates, times and uuids that the database sends as text, such as {@code 2024-02-29
 * 23:59:59.5}.
 */
final class TextReaders {

  private TextReaders() {}

  static ColumnReader of(Type type) {
    return (row, index, into) -> {
      String text = row.getString(index);
      if (text == null) {
        into.appendNull();
      } else {
        append(into, text);
      }
    };
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
      throw new ColumnReader.Misfit("a text is no " + type, text);
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
