// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BatchBuilder;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Rows of any schema, with values that every type above their own holds. */
final class RandomRows {

  private static final long SECONDS_MAX = 4_000_000_000L;

  private final Random random;

  RandomRows(Random random) {
    this.random = random;
  }

  Batch batch(Schema schema, int rows) {
    BatchBuilder builder = new BatchBuilder(schema);
    for (int i = 0; i < rows; i++) {
      builder.add(fields(schema.fields()));
    }
    return builder.build();
  }

  private Map<String, Object> fields(List<Field> fields) {
    Map<String, Object> row = new HashMap<>();
    for (Field field : fields) {
      row.put(field.name(), value(field.type(), field.required()));
    }
    return row;
  }

  private Object value(Type type, boolean required) {
    if (!required && random.nextInt(4) == 0) {
      return null;
    }
    return switch (type.kind()) {
      case BOOLEAN -> random.nextBoolean();
      case INT -> random.nextInt();
      case LONG -> random.nextLong() >> 12;
      case FLOAT -> random.nextBoolean() ? random.nextFloat() : (float) random.nextInt(9);
      case DOUBLE -> random.nextBoolean() ? random.nextGaussian() : (double) random.nextInt(9);
      case DECIMAL -> decimal((Type.Decimal) type);
      case DATE -> LocalDate.ofEpochDay(random.nextInt(60_000) - 30_000);
      case TIME -> LocalTime.ofNanoOfDay(nanos(((Type.Time) type).unit()));
      case TIMESTAMP -> timestamp((Type.Timestamp) type);
      case STRING -> "text " + random.nextInt(100);
      case JSON -> "[" + random.nextInt(100) + "]";
      case BINARY -> BigInteger.valueOf(random.nextLong()).toByteArray();
      case UUID -> new UUID(random.nextLong(), random.nextLong());
      case STRUCT -> fields(((Type.Struct) type).fields());
      case LIST -> list((Type.ListOf) type);
      case MAP -> map((Type.MapOf) type);
    };
  }

  private BigDecimal decimal(Type.Decimal type) {
    BigInteger limit = BigInteger.TEN.pow(type.precision());
    return new BigDecimal(new BigInteger(130, random).mod(limit), type.scale());
  }

  private long nanos(Type.Unit unit) {
    return random.nextInt(86_400) * 1_000_000_000L
        + random.nextInt((int) unit.perSecond()) * unit.nanosEach();
  }

  private Object timestamp(Type.Timestamp type) {
    Instant instant =
        Instant.ofEpochSecond(random.nextLong() % SECONDS_MAX, nanos(type.unit()) % 1_000_000_000L);
    return type.zoned() ? instant : instant.atOffset(ZoneOffset.UTC).toLocalDateTime();
  }

  private List<Object> list(Type.ListOf type) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(value(type.element(), type.elementRequired()));
    }
    return list;
  }

  private Map<Object, Object> map(Type.MapOf type) {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(value(type.key(), true), value(type.value(), type.valueRequired()));
    }
    return map;
  }
}
