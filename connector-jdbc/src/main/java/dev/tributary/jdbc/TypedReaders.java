// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.BooleanColumn;
import dev.tributary.batch.BytesColumn;
import dev.tributary.batch.Column;
import dev.tributary.batch.DoubleColumn;
import dev.tributary.batch.FloatColumn;
import dev.tributary.batch.IntColumn;
import dev.tributary.batch.LongColumn;
import dev.tributary.schema.Type;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Readers over the typed getters of JDBC; none depends on the time zone of the JVM. */
final class TypedReaders {

  static final String OUT_OF_RANGE = "a value is out of range for ";
  static final String END_OF_DAY = "a time is 24:00, after the end of the day";

  /** What PostgreSQL's driver makes of infinity. */
  private static final Set<Object> INFINITE =
      Set.of(
          LocalDate.MAX,
          LocalDate.MIN,
          LocalDateTime.MAX,
          LocalDateTime.MIN,
          OffsetDateTime.MAX.toInstant(),
          OffsetDateTime.MIN.toInstant());

  private TypedReaders() {}

  static ColumnReader of(Type type) {
    return switch (type.kind()) {
      case BOOLEAN ->
          (row, index, into) -> {
            boolean value = row.getBoolean(index);
            if (value || !row.wasNull()) {
              ((BooleanColumn) into).append(value);
            } else {
              into.appendNull();
            }
          };
      case INT ->
          (row, index, into) -> {
            int value = row.getInt(index);
            if (value != 0 || !row.wasNull()) {
              ((IntColumn) into).append(value);
            } else {
              into.appendNull();
            }
          };
      case LONG ->
          (row, index, into) -> {
            long value = row.getLong(index);
            if (value != 0 || !row.wasNull()) {
              ((LongColumn) into).append(value);
            } else {
              into.appendNull();
            }
          };
      case FLOAT ->
          (row, index, into) -> {
            float value = row.getFloat(index);
            if (value != 0 || !row.wasNull()) {
              ((FloatColumn) into).append(value);
            } else {
              into.appendNull();
            }
          };
      case DOUBLE ->
          (row, index, into) -> {
            double value = row.getDouble(index);
            if (value != 0 || !row.wasNull()) {
              ((DoubleColumn) into).append(value);
            } else {
              into.appendNull();
            }
          };
      case STRING, JSON ->
          (row, index, into) -> {
            String value = row.getString(index);
            if (value == null) {
              into.appendNull();
            } else {
              ((BytesColumn) into).append(value);
            }
          };
      case BINARY ->
          (row, index, into) -> {
            byte[] value = row.getBytes(index);
            if (value == null) {
              into.appendNull();
            } else {
              ((BytesColumn) into).append(value);
            }
          };
      case DECIMAL -> (row, index, into) -> boxed(into, decimal(row, index));
      case DATE -> (row, index, into) -> boxed(into, row.getObject(index, LocalDate.class));
      case TIME -> (row, index, into) -> boxed(into, row.getObject(index, LocalTime.class));
      case TIMESTAMP ->
          ((Type.Timestamp) type).zoned()
              ? TypedReaders::zoned
              : (row, index, into) -> boxed(into, row.getObject(index, LocalDateTime.class));
      case UUID -> (row, index, into) -> boxed(into, row.getObject(index, UUID.class));
      case STRUCT, LIST, MAP -> throw new IllegalArgumentException("No reader for " + type);
    };
  }

  /** Appends a boxed value that may not fit. */
  static void boxed(Column into, @Nullable Object value) {
    try {
      into.append(value);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ColumnReader.Misfit(
          whatIsWrong(into.type(), value), value == null ? null : value.toString());
    }
  }

  private static String whatIsWrong(Type type, @Nullable Object value) {
    if (value instanceof BigDecimal number) {
      BigDecimal plain = number.stripTrailingZeros();
      int scale = Math.max(0, plain.scale());
      return "a number of "
          + Math.max(plain.precision() - plain.scale() + scale, scale)
          + " digits, "
          + scale
          + " of them after the point, does not fit "
          + type;
    }
    if (INFINITE.contains(value)) {
      return "a " + (type.kind() == Type.Kind.DATE ? "date" : "timestamp") + " is infinite";
    }
    return LocalTime.MAX.equals(value) ? END_OF_DAY : OUT_OF_RANGE + type;
  }

  /** Reads a truth value that the database keeps as a small number. */
  static void truth(ResultSet row, int index, Column into) throws SQLException {
    int value = row.getInt(index);
    if (value == 0 && row.wasNull()) {
      into.appendNull();
    } else if (value == 0 || value == 1) {
      ((BooleanColumn) into).append(value == 1);
    } else {
      throw new ColumnReader.Misfit("a truth value is neither 0 nor 1", Integer.toString(value));
    }
  }

  private static @Nullable BigDecimal decimal(ResultSet row, int index) throws SQLException {
    try {
      return row.getBigDecimal(index);
    } catch (NumberFormatException e) {
      throw new ColumnReader.Misfit(PostgresNumeric.NO_NUMBER, row.getString(index));
    } catch (SQLException e) {
      if (ColumnReader.Misfit.isIn(e)) {
        throw new ColumnReader.Misfit(PostgresNumeric.NO_NUMBER, row.getString(index));
      }
      throw e;
    }
  }

  private static void zoned(ResultSet row, int index, Column into) throws SQLException {
    OffsetDateTime value = row.getObject(index, OffsetDateTime.class);
    boxed(into, value == null ? null : value.toInstant());
  }
}
