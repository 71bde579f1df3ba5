// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import static dev.tributary.tck.Batches.row;

import dev.tributary.schema.Field;
import dev.tributary.schema.Type;
import dev.tributary.schema.Type.Unit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Values at the edges of every type, and pairs of types of which one may hold the other. */
final class Samples {

  /** A value before a column's type changed, and the same value after. */
  record Widened(Type from, Type to, Object before, Object after) {}

  static final Type LIST_OF_STRUCTS =
      Type.list(
          Type.struct(
              Field.optional("sku", Type.STRING), Field.optional("tags", Type.list(Type.STRING))));
  static final Type STRUCT =
      Type.struct(
          Field.optional("city", Type.STRING),
          Field.optional("geo", Type.struct(Field.optional("lat", Type.DOUBLE))));
  static final Type MAP = Type.map(Type.STRING, Type.struct(Field.optional("n", Type.LONG)));

  private Samples() {}

  /** Every kind of leaf, with and without what can be varied about it, and values at its edges. */
  static Map<Type, List<Object>> leaves() {
    Map<Type, List<Object>> all = new LinkedHashMap<>();
    all.put(Type.BOOLEAN, List.of(true, false));
    all.put(Type.INT, List.of(0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE));
    all.put(Type.LONG, List.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE));
    all.put(Type.FLOAT, floats());
    all.put(Type.DOUBLE, doubles());
    for (Type.Decimal type : decimals()) {
      all.put(type, edges(type));
    }
    all.put(Type.DATE, dates());
    for (Unit unit : Unit.values()) {
      all.put(Type.time(unit), times(unit));
      List<LocalDateTime> moments = moments(unit);
      all.put(Type.timestamp(unit), List.copyOf(moments));
      all.put(
          Type.timestampZoned(unit),
          moments.stream()
              .<Object>map(moment -> moment.toInstant(java.time.ZoneOffset.UTC))
              .toList());
    }
    all.put(Type.STRING, texts());
    all.put(
        Type.BINARY,
        List.of(bytes(), bytes(0), bytes(-1, 0, 127, -128), ByteBuffer.allocate(70_000)));
    all.put(
        Type.UUID,
        List.of(new UUID(0, 0), new UUID(-1, -1), new UUID(Long.MIN_VALUE, Long.MAX_VALUE)));
    all.put(Type.JSON, List.of("{\"a\":[1,null,\"ü\"]}", "[]", "1", "\"text\""));
    return all;
  }

  /** Nested types, and values that tell null from empty at every level. */
  static Map<Type, List<Object>> nested() {
    Map<Type, List<Object>> all = new LinkedHashMap<>();
    all.put(
        STRUCT,
        List.of(
            row("city", "Köln", "geo", row("lat", 50.9)),
            row("city", null, "geo", row("lat", null)),
            row("city", "", "geo", null)));
    all.put(Type.list(Type.LONG), List.of(List.of(1L, 2L), List.of(), Arrays.asList(null, 3L)));
    all.put(
        Type.list(Type.list(Type.STRING)),
        List.of(Arrays.asList(List.of("a"), List.of(), null), List.of()));
    all.put(Type.map(Type.STRING, Type.LONG), List.of(row("a", 1L, "b", null), Map.of()));
    all.put(MAP, List.of(row("x", row("n", 1L), "y", row("n", null), "z", null), Map.of()));
    all.put(
        LIST_OF_STRUCTS,
        List.of(
            Arrays.asList(
                row("sku", "a", "tags", List.of("new", "red")),
                row("sku", null, "tags", List.of()),
                row("sku", "b", "tags", null),
                null),
            List.of()));
    return all;
  }

  /** Changes of type that some sinks can make, and some that none should. */
  static List<Widened> widenings() {
    List<Widened> all = new ArrayList<>();
    int max = Integer.MAX_VALUE;
    all.add(new Widened(Type.INT, Type.LONG, max, (long) max));
    all.add(new Widened(Type.INT, Type.DOUBLE, max, (double) max));
    all.add(new Widened(Type.INT, Type.decimal(10, 0), max, BigDecimal.valueOf(max)));
    all.add(new Widened(Type.INT, Type.STRING, max, "" + max));
    all.add(new Widened(Type.LONG, Type.decimal(19, 0), 7L, BigDecimal.valueOf(7)));
    all.add(new Widened(Type.LONG, Type.STRING, 7L, "7"));
    all.add(new Widened(Type.LONG, Type.INT, 7L, 7));
    all.add(new Widened(Type.FLOAT, Type.DOUBLE, 0.1f, (double) 0.1f));
    all.add(new Widened(Type.DOUBLE, Type.FLOAT, 0.5, 0.5f));
    all.add(decimals(Type.decimal(9, 2), Type.decimal(18, 2)));
    all.add(decimals(Type.decimal(18, 2), Type.decimal(38, 2)));
    all.add(decimals(Type.decimal(9, 2), Type.decimal(11, 4)));
    all.add(decimals(Type.decimal(18, 2), Type.decimal(9, 2)));
    LocalTime time = LocalTime.of(23, 59, 59, 999_000_000);
    all.add(new Widened(Type.time(Unit.MILLIS), Type.time(Unit.MICROS), time, time));
    LocalDate day = LocalDate.of(1969, 12, 31);
    all.add(new Widened(Type.DATE, Type.timestamp(Unit.MICROS), day, day.atStartOfDay()));
    LocalDateTime moment = LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000);
    all.add(new Widened(Type.timestamp(Unit.MICROS), Type.timestamp(Unit.NANOS), moment, moment));
    all.add(new Widened(Type.STRING, Type.LONG, "7", 7L));
    return all;
  }

  private static Widened decimals(Type from, Type to) {
    return new Widened(
        from,
        to,
        new BigDecimal("1.25"),
        new BigDecimal("1.25").setScale(((Type.Decimal) to).scale()));
  }

  private static List<Type.Decimal> decimals() {
    return List.of(
        new Type.Decimal(1, 0),
        new Type.Decimal(9, 2),
        new Type.Decimal(18, 18),
        new Type.Decimal(19, 0),
        new Type.Decimal(38, 10),
        new Type.Decimal(38, 38));
  }

  private static List<Object> edges(Type.Decimal type) {
    BigDecimal most =
        new BigDecimal(BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE), type.scale());
    return List.of(most, most.negate(), BigDecimal.ZERO.setScale(type.scale()));
  }

  private static List<Object> floats() {
    return List.of(
        0f, -0f, Float.MIN_VALUE, -Float.MAX_VALUE, Float.NaN, Float.POSITIVE_INFINITY, 0.1f);
  }

  private static List<Object> doubles() {
    return List.of(
        0d, -0d, Double.MIN_VALUE, -Double.MAX_VALUE, Double.NaN, Double.NEGATIVE_INFINITY, 0.1);
  }

  private static List<Object> dates() {
    return List.of(
        LocalDate.EPOCH,
        LocalDate.of(1, 1, 1),
        LocalDate.of(1582, 10, 10),
        LocalDate.of(1969, 12, 31),
        LocalDate.of(2024, 2, 29),
        LocalDate.of(9999, 12, 31));
  }

  private static List<Object> times(Unit unit) {
    return List.of(
        LocalTime.MIDNIGHT,
        LocalTime.NOON,
        LocalTime.ofNanoOfDay(86_400_000_000_000L - unit.nanosEach()));
  }

  /** Nanoseconds in 64 bits reach from 1677 to 2262 only. */
  private static List<LocalDateTime> moments(Unit unit) {
    boolean nanos = unit == Unit.NANOS;
    int last = (int) (1_000_000_000L - unit.nanosEach());
    return List.of(
        LocalDateTime.of(1970, 1, 1, 0, 0),
        LocalDateTime.of(nanos ? 1678 : 1, 1, 1, 0, 0, 0, last),
        LocalDateTime.of(1969, 12, 31, 23, 59, 59, last),
        LocalDateTime.of(nanos ? 2261 : 9999, 12, 31, 23, 59, 59, last));
  }

  private static List<Object> texts() {
    return List.of(
        "",
        " ",
        "NULL",
        "Grüße, 世界 🎏",
        "quotes ' \" ` and \\ and\nlines\r\n\tand, commas;",
        "long ".repeat(20_000));
  }

  private static ByteBuffer bytes(int... values) {
    ByteBuffer buffer = ByteBuffer.allocate(values.length);
    for (int value : values) {
      buffer.put((byte) value);
    }
    return buffer.flip();
  }
}
