// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BatchBuilder;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.schema.Type.Unit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Random schemas of every type, and rows of them with every kind of value. */
final class AnyRows {

  private static final String[] TEXTS = {"", "a", "\"\\\n\t\0", "Grün 🦆", "null", "1", " x "};
  private static final String[] DOCUMENTS = {
    "{ \"a\" : [1.0, null ] }", "[ ]", "5.00", "\"x\"", "true"
  };

  private final Random random;

  AnyRows(long seed) {
    this.random = new Random(seed);
  }

  Batch batch(int rows) {
    BatchBuilder builder = new BatchBuilder(Schema.of(fields(3)));
    for (int i = 0; i < rows; i++) {
      builder.add(values(builder.schema().fields()));
    }
    return builder.build();
  }

  private List<Field> fields(int depth) {
    List<Field> fields = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      fields.add(new Field("f" + i + (i == 0 ? " \"é" : ""), type(depth), random.nextInt(5) == 0));
    }
    return fields;
  }

  private Type type(int depth) {
    return switch (random.nextInt(depth == 0 ? 13 : 18)) {
      case 0 -> Type.BOOLEAN;
      case 1 -> Type.INT;
      case 2 -> Type.LONG;
      case 3 -> Type.FLOAT;
      case 4 -> Type.DOUBLE;
      case 5 -> Type.decimal(38, random.nextInt(20));
      case 6 -> Type.DATE;
      case 7 -> Type.time(unit());
      case 8 -> new Type.Timestamp(unit(), random.nextBoolean());
      case 9 -> Type.BINARY;
      case 10 -> Type.UUID;
      case 11 -> Type.JSON;
      case 12 -> Type.STRING;
      case 13, 14 -> new Type.Struct(fields(depth - 1));
      case 15, 16 -> new Type.ListOf(type(depth - 1), random.nextBoolean());
      default -> new Type.MapOf(key(depth == 3 ? 1 : 0), type(depth - 1), random.nextBoolean());
    };
  }

  private Unit unit() {
    return Unit.values()[random.nextInt(3)];
  }

  private Map<String, Object> values(List<Field> fields) {
    Map<String, Object> row = new HashMap<>();
    fields.forEach(field -> row.put(field.name(), value(field.type(), field.required())));
    return row;
  }

  private Object value(Type type, boolean required) {
    if (!required && random.nextInt(4) == 0) {
      return null;
    }
    return switch (type.kind()) {
      case BOOLEAN -> random.nextBoolean();
      case INT -> random.nextInt();
      case LONG -> random.nextLong();
      case FLOAT ->
          Float.intBitsToFloat(random.nextInt(8) == 0 ? 0x7fc00000 : random.nextInt() & ~1 << 23);
      case DOUBLE -> number();
      case DECIMAL -> decimal((Type.Decimal) type);
      case DATE -> LocalDate.ofEpochDay(random.nextInt(4_000_000) - 1_000_000);
      case TIME -> LocalTime.ofNanoOfDay(nanos(((Type.Time) type).unit()));
      case TIMESTAMP -> timestamp((Type.Timestamp) type);
      case STRING -> TEXTS[random.nextInt(TEXTS.length)];
      case JSON -> DOCUMENTS[random.nextInt(DOCUMENTS.length)];
      case BINARY -> BigInteger.valueOf(random.nextLong()).toByteArray();
      case UUID -> new UUID(random.nextLong(), random.nextLong());
      case STRUCT -> values(((Type.Struct) type).fields());
      case LIST -> list((Type.ListOf) type);
      case MAP -> map((Type.MapOf) type);
    };
  }

  private double number() {
    return switch (random.nextInt(8)) {
      case 0 -> Double.NaN;
      case 1 -> Double.POSITIVE_INFINITY;
      case 2 -> Double.NEGATIVE_INFINITY;
      case 3 -> Double.MIN_VALUE;
      case 4 -> random.nextInt(100);
      case 5 -> 1e300 * random.nextDouble();
      default -> random.nextGaussian();
    };
  }

  private BigDecimal decimal(Type.Decimal type) {
    return new BigDecimal(
        new BigInteger(130, random).mod(BigInteger.TEN.pow(type.precision())), type.scale());
  }

  private long nanos(Unit unit) {
    return random.nextInt(86_400) * 1_000_000_000L
        + random.nextInt((int) unit.perSecond()) * unit.nanosEach();
  }

  private Object timestamp(Type.Timestamp type) {
    Instant instant =
        Instant.ofEpochSecond(
            random.nextLong() % 4_000_000_000L, nanos(type.unit()) % 1_000_000_000L);
    return type.zoned() ? instant : LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private List<Object> list(Type.ListOf type) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(value(type.element(), type.elementRequired()));
    }
    return list;
  }

  /** Keys of type json lose the quotes of strings in text. */
  private Type key(int depth) {
    Type type = type(depth);
    return type.equals(Type.JSON) ? Type.STRING : type;
  }

  private Map<Object, Object> map(Type.MapOf type) {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(value(type.key(), true), value(type.value(), type.valueRequired()));
    }
    return map;
  }
}
