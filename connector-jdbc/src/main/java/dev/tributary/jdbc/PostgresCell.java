// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.BooleanColumn;
import dev.tributary.batch.BytesColumn;
import dev.tributary.batch.Column;
import dev.tributary.batch.DoubleColumn;
import dev.tributary.batch.FloatColumn;
import dev.tributary.batch.IntColumn;
import dev.tributary.batch.ListColumn;
import dev.tributary.batch.LongColumn;
import dev.tributary.batch.WideColumn;
import dev.tributary.schema.Type;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** How a value of PostgreSQL's binary format becomes one of a column. */
enum PostgresCell {
  BOOLEAN,
  SHORT,
  INT,
  LONG,
  FLOAT,
  DOUBLE,
  NUMERIC,
  DATE,
  TIME,
  TIMESTAMP,
  BYTES,
  UUID,
  LIST;

  private static final VarHandle SHORTS = view(short[].class);
  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle LONGS = view(long[].class);

  /** PostgreSQL counts from 2000-01-01. */
  private static final int EPOCH_DAYS = 10_957;

  private static final long EPOCH_MICROS = EPOCH_DAYS * 86_400_000_000L;
  private static final long DAY_MICROS = 86_400_000_000L;

  static PostgresCell of(TableColumn column) {
    boolean isShort = column.declared().equals("int2") || column.declared().equals("smallserial");
    return of(column.type(), isShort);
  }

  /** The cell of a value of {@code type}, which is sent in 16 bits if {@code isShort}. */
  static PostgresCell of(Type type, boolean isShort) {
    return switch (type.kind()) {
      case BOOLEAN -> BOOLEAN;
      case INT -> isShort ? SHORT : INT;
      case LONG -> LONG;
      case FLOAT -> FLOAT;
      case DOUBLE -> DOUBLE;
      case DECIMAL -> NUMERIC;
      case DATE -> DATE;
      case TIME -> TIME;
      case TIMESTAMP -> TIMESTAMP;
      case STRING, JSON, BINARY -> BYTES;
      case UUID -> UUID;
      case LIST -> LIST;
      case STRUCT, MAP -> throw new IllegalArgumentException("No cell for " + type);
    };
  }

  /**
   * Appends the value in {@code length} bytes from {@code at}.
   *
   * @throws ColumnReader.Misfit when it does not fit the column
   */
  void append(byte[] row, int at, int length, Column into) {
    switch (this) {
      case BOOLEAN -> ((BooleanColumn) into).append(row[at] != 0);
      case SHORT -> ((IntColumn) into).append(shortAt(row, at));
      case INT -> ((IntColumn) into).append(intAt(row, at));
      case LONG -> ((LongColumn) into).append(longAt(row, at));
      case FLOAT -> ((FloatColumn) into).append(Float.intBitsToFloat(intAt(row, at)));
      case DOUBLE -> ((DoubleColumn) into).append(Double.longBitsToDouble(longAt(row, at)));
      case NUMERIC -> PostgresNumeric.append(row, at, into);
      case DATE -> ((IntColumn) into).append(date(intAt(row, at)));
      case TIME -> ((LongColumn) into).append(time(longAt(row, at)));
      case TIMESTAMP -> ((LongColumn) into).append(timestamp(longAt(row, at), into));
      case BYTES -> ((BytesColumn) into).append(row, at, length);
      case UUID -> ((WideColumn) into).append(longAt(row, at), longAt(row, at + Long.BYTES));
      case LIST -> PostgresArray.append(row, at, (ListColumn) into);
    }
  }

  static int shortAt(byte[] row, int at) {
    return (short) SHORTS.get(row, at);
  }

  static int intAt(byte[] row, int at) {
    return (int) INTS.get(row, at);
  }

  static long longAt(byte[] row, int at) {
    return (long) LONGS.get(row, at);
  }

  private static int date(int days) {
    if (days == Integer.MAX_VALUE || days == Integer.MIN_VALUE) {
      throw new ColumnReader.Misfit("a date is infinite", infinity(days));
    }
    return days + EPOCH_DAYS;
  }

  private static long time(long micros) {
    if (micros == DAY_MICROS) {
      throw new ColumnReader.Misfit(TypedReaders.END_OF_DAY, "24:00:00");
    }
    return micros;
  }

  private static long timestamp(long micros, Column into) {
    if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
      throw new ColumnReader.Misfit("a timestamp is infinite", infinity(micros));
    }
    if (micros > Long.MAX_VALUE - EPOCH_MICROS) {
      throw new ColumnReader.Misfit(TypedReaders.OUT_OF_RANGE + into.type());
    }
    return micros + EPOCH_MICROS;
  }

  private static String infinity(long sign) {
    return sign < 0 ? "-infinity" : "infinity";
  }

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.BIG_ENDIAN);
  }
}
