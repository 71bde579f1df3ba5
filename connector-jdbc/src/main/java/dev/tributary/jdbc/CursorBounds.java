// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.Column;
import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.schema.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Values of a cursor that people write, and values so far from others. Immutable.
 *
 * @param asWritten whether the database compares what was written, whatever its form
 */
record CursorBounds(CursorColumns cursor, boolean asWritten) {

  private static final long DAY_MILLIS = 86_400_000;

  /**
   * What a person wrote, as {@link CursorValue} writes it: times without a zone are UTC, dates mean
   * their beginning.
   *
   * @throws TributaryException {@code SETTING_INVALID}
   */
  String value(String setting, String written) {
    List<String> parts = cursor.isOne() ? List.of(written) : List.of(written.split(",", -1));
    if (parts.size() != cursor.columns().size()) {
      throw invalid(setting, written, "has " + parts.size() + " values", "Write one per column");
    }
    if (asWritten) {
      return written;
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Type type = cursor.columns().get(i).type();
      try {
        Column value = Column.of(type);
        String part = cursor.isOne() ? parts.get(i) : parts.get(i).strip();
        value.append(CursorValue.parse(type, canonical(type, part)));
        texts.add(CursorValue.text(value, 0));
      } catch (TributaryException
          | DateTimeException
          | IllegalArgumentException
          | ArithmeticException e) {
        throw invalid(setting, written, "is no " + type, "Write a value of the cursor's type");
      }
    }
    return CursorColumns.join(texts);
  }

  boolean isTime() {
    Type.Kind kind = cursor.first().type().kind();
    return kind == Type.Kind.TIMESTAMP || kind == Type.Kind.DATE;
  }

  /** A point in time as the cursor writes it. */
  String at(Instant now) {
    Instant micros = now.truncatedTo(ChronoUnit.MICROS);
    return text(
        switch (cursor.first().type().kind()) {
          case DATE -> LocalDate.ofInstant(micros, ZoneOffset.UTC);
          default -> zoned() ? micros : LocalDateTime.ofInstant(micros, ZoneOffset.UTC);
        });
  }

  /** The value that lies before {@code text} by what {@code setting} says. */
  String before(String setting, String distance, String text) {
    requireOne(setting);
    Object value = CursorValue.parse(cursor.first().type(), text);
    if (isTime()) {
      return text(earlier(value, duration(setting, distance)));
    }
    try {
      BigDecimal number = new BigDecimal(distance.strip());
      BigDecimal from = new BigDecimal(text);
      return (cursor.descending() ? from.add(number) : from.subtract(number)).toPlainString();
    } catch (NumberFormatException e) {
      throw invalid(setting, distance, "is no number", "Write how far back, as a number");
    }
  }

  /** As {@link #before}, for a time that is known to be one. */
  String before(Duration duration, String text) {
    return text(earlier(CursorValue.parse(cursor.first().type(), text), duration));
  }

  Duration duration(String setting, String written) {
    Setting<Duration> duration = Setting.duration(setting);
    return Settings.of(duration).read("stream", Map.of(setting, written)).get(duration);
  }

  private Object earlier(Object value, Duration duration) {
    Duration back = cursor.descending() ? duration.negated() : duration;
    if (value instanceof Instant instant) {
      return instant.minus(back);
    }
    if (value instanceof LocalDateTime time) {
      return time.minus(back);
    }
    long days = (duration.toMillis() + DAY_MILLIS - 1) / DAY_MILLIS;
    return ((LocalDate) value).minusDays(cursor.descending() ? -days : days);
  }

  private void requireOne(String setting) {
    Type.Kind kind = cursor.first().type().kind();
    if (!cursor.isOne() || kind == Type.Kind.STRING || (asWritten && isTime())) {
      throw new TributaryException(
          ErrorCode.SETTING_INVALID,
          "'"
              + setting
              + "' cannot be reckoned for '"
              + cursor.name()
              + "', which is not one time or number that the database keeps as such",
          "Leave the setting out, or choose another cursor");
    }
  }

  private boolean zoned() {
    return cursor.first().type() instanceof Type.Timestamp timestamp && timestamp.zoned();
  }

  private String text(Object value) {
    Column column = Column.of(cursor.first().type());
    column.append(value);
    return CursorValue.text(column, 0);
  }

  private static String canonical(Type type, String written) {
    if (!(type instanceof Type.Timestamp timestamp)) {
      return written.strip().equals(written) || type.kind() == Type.Kind.STRING
          ? written
          : written.strip();
    }
    String text = written.strip().replace(' ', 'T');
    text = text.length() == "2024-01-01".length() ? text + "T00:00:00" : text;
    boolean hasZone = text.endsWith("Z") || text.matches(".*T.*[+-]\\d\\d(:?\\d\\d)?");
    Instant instant =
        hasZone
            ? OffsetDateTime.parse(text).toInstant()
            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    return timestamp.zoned()
        ? instant.toString()
        : LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toString();
  }

  private TributaryException invalid(String setting, String value, String what, String next) {
    return new TributaryException(
        ErrorCode.SETTING_INVALID,
        "'" + setting + "' of cursor '" + cursor.name() + "' is '" + value + "', which " + what,
        next);
  }
}
