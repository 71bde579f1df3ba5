// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Any schema and any rows for it, decided by a seed. */
final class RandomRows {

  private static final List<Type> SIMPLE =
      List.of(
          Type.BOOLEAN,
          Type.INT,
          Type.LONG,
          Type.FLOAT,
          Type.DOUBLE,
          Type.DATE,
          Type.STRING,
          Type.BINARY,
          Type.UUID,
          Type.JSON,
          Type.decimal(7, 2),
          Type.decimal(18, 0),
          Type.decimal(25, 5),
          Type.decimal(38, 10),
          Type.time(Type.Unit.MICROS),
          Type.time(Type.Unit.MILLIS),
          Type.timestamp(Type.Unit.MICROS),
          Type.timestamp(Type.Unit.NANOS),
          Type.timestampZoned(Type.Unit.MILLIS),
          Type.timestampZoned(Type.Unit.MICROS));

  private final Random random;
  private final double nullShare;
  private final int distinct;

  RandomRows(long seed) {
    this.random = new Random(seed);
    this.nullShare = List.of(0.0, 0.2, 0.9).get(random.nextInt(3));
    this.distinct = List.of(3, 200, Integer.MAX_VALUE).get(random.nextInt(3));
  }

  Schema schema() {
    return Schema.of(fields(1 + random.nextInt(5), 3));
  }

  List<Map<String, Object>> rows(Schema schema, int count) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(struct(schema.fields()));
    }
    return rows;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  private List<Field> fields(int count, int depth) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      fields.add(new Field("f" + i, type(depth), random.nextInt(4) == 0));
    }
    return fields;
  }

  private Type type(int depth) {
    int choice = depth == 0 ? 9 : random.nextInt(9);
    return switch (choice) {
      case 0, 1 -> new Type.Struct(fields(1 + random.nextInt(3), depth - 1));
      case 2, 3 -> new Type.ListOf(type(depth - 1), random.nextBoolean());
      case 4 -> new Type.MapOf(key(), type(depth - 1), random.nextBoolean());
      default -> SIMPLE.get(random.nextInt(SIMPLE.size()));
    };
  }

  private Type key() {
    return List.of(Type.STRING, Type.LONG, Type.INT, Type.UUID).get(random.nextInt(4));
  }

  private Map<String, Object> struct(List<Field> fields) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (Field field : fields) {
      row.put(field.name(), valueOrNull(field.type(), field.required()));
    }
    return row;
  }

  private Object valueOrNull(Type type, boolean required) {
    return !required && random.nextDouble() < nullShare ? null : value(type);
  }

  private Object value(Type type) {
    return switch (type.kind()) {
      case STRUCT -> struct(((Type.Struct) type).fields());
      case LIST -> list((Type.ListOf) type);
      case MAP -> map((Type.MapOf) type);
      default -> simple(type, new Random(random.nextInt(distinct)));
    };
  }

  private List<Object> list(Type.ListOf type) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(valueOrNull(type.element(), type.elementRequired()));
    }
    return list;
  }

  private Map<Object, Object> map(Type.MapOf type) {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(value(type.key()), valueOrNull(type.value(), type.valueRequired()));
    }
    return map;
  }

  private static Object simple(Type type, Random from) {
    return switch (type.kind()) {
      case BOOLEAN -> from.nextBoolean();
      case INT -> from.nextInt();
      case LONG -> from.nextLong();
      case FLOAT -> from.nextInt(10) == 0 ? Float.NaN : (float) from.nextGaussian();
      case DOUBLE -> from.nextInt(10) == 0 ? -0.0 : from.nextGaussian();
      case DATE -> LocalDate.ofEpochDay(from.nextInt(40_000) - 10_000);
      case STRING -> text(from);
      case JSON -> "{\"a\":" + from.nextInt() + "}";
      case BINARY -> binary(from);
      case UUID -> new UUID(from.nextLong(), from.nextLong());
      case DECIMAL -> decimal((Type.Decimal) type, from);
      case TIME ->
          LocalTime.ofNanoOfDay(
              whole(from.nextLong(86_400_000_000_000L), ((Type.Time) type).unit()));
      case TIMESTAMP -> timestamp((Type.Timestamp) type, from);
      case STRUCT, LIST, MAP -> throw new IllegalArgumentException(type.toString());
    };
  }

  private static String text(Random from) {
    StringBuilder text = new StringBuilder();
    for (int i = from.nextInt(12); i > 0; i--) {
      text.appendCodePoint(from.nextInt(20) == 0 ? 0x1F30A : 'a' + from.nextInt(26));
    }
    return text.toString();
  }

  private static ByteBuffer binary(Random from) {
    byte[] bytes = new byte[from.nextInt(12)];
    from.nextBytes(bytes);
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  private static BigDecimal decimal(Type.Decimal type, Random from) {
    BigInteger unscaled =
        new BigInteger(200, from).mod(BigInteger.TEN.pow(1 + from.nextInt(type.precision())));
    return new BigDecimal(from.nextBoolean() ? unscaled : unscaled.negate(), type.scale());
  }

  private static Object timestamp(Type.Timestamp type, Random from) {
    Instant instant =
        Instant.ofEpochSecond(
            from.nextLong(8_000_000_000L) - 4_000_000_000L,
            whole(from.nextInt(1_000_000_000), type.unit()));
    return type.zoned() ? instant : instant.atZone(ZoneOffset.UTC).toLocalDateTime();
  }

  private static long whole(long nanos, Type.Unit unit) {
    return nanos - nanos % unit.nanosEach();
  }
}
