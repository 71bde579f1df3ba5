// SPDX-License-Identifier: Apache-2.0
package dev.tributary.source;

import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.schema.Type.Unit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Types that follow values. A field's type is the last value's where that holds the earlier ones'
 * too (more digits, more struct fields); where it does not, the batches before and after have
 * different types, and the schema engine joins them.
 */
final class ValueTypes {

  private static final Map<Class<?>, Type> LEAVES =
      Map.of(
          Boolean.class, Type.BOOLEAN,
          Long.class, Type.LONG,
          Double.class, Type.DOUBLE,
          LocalDate.class, Type.DATE,
          UUID.class, Type.UUID,
          byte[].class, Type.BINARY,
          String.class, Type.STRING);

  /** Values as columns take them, null ones left out. */
  Map<String, Object> normalise(Map<String, ?> values) {
    Map<String, Object> plain = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (value != null) {
            plain.put(name, normalise(value));
          }
        });
    return plain;
  }

  /** The same schema when every value fits it, else one that they fit. */
  Schema grow(Schema schema, Map<String, Object> values) {
    Map<String, Field> fields = new LinkedHashMap<>();
    schema.fields().forEach(field -> fields.put(field.name(), field));
    boolean grown = false;
    for (Map.Entry<String, Object> entry : values.entrySet()) {
      Field known = fields.get(entry.getKey());
      Type type = grow(known == null ? null : known.type(), entry.getValue());
      if (type != null && (known == null || !type.equals(known.type()))) {
        fields.put(entry.getKey(), Field.optional(entry.getKey(), type));
        grown = true;
      }
    }
    return grown ? Schema.of(List.copyOf(fields.values())) : schema;
  }

  private Object normalise(Object value) {
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Float number) {
      return number.doubleValue();
    }
    if (value instanceof BigInteger number) {
      return decimalOrText(new BigDecimal(number));
    }
    if (value instanceof BigDecimal number) {
      return decimalOrText(number.scale() < 0 ? number.setScale(0) : number);
    }
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    if (value instanceof ZonedDateTime time) {
      return time.toInstant();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> named = new LinkedHashMap<>();
      map.forEach((name, each) -> named.put(String.valueOf(name), each));
      return normalise(named);
    }
    if (value instanceof Iterable<?> list) {
      return elements(list);
    }
    return isLeaf(value) ? value : value.toString();
  }

  /** Elements of one list share a type; unlike ones become text. */
  private List<@Nullable Object> elements(Iterable<?> list) {
    List<@Nullable Object> elements = new ArrayList<>();
    for (Object each : list) {
      elements.add(each == null ? null : normalise(each));
    }
    long kinds =
        elements.stream().filter(Objects::nonNull).map(ValueTypes::likeness).distinct().count();
    if (kinds > 1) {
      elements.replaceAll(each -> each == null ? null : each.toString());
    }
    return elements;
  }

  private static Object likeness(Object value) {
    return value instanceof Map<?, ?>
        ? Map.class
        : value instanceof Iterable<?> ? Iterable.class : value.getClass();
  }

  private static boolean isLeaf(Object value) {
    return value instanceof String
        || value instanceof Long
        || value instanceof Double
        || value instanceof Boolean
        || value instanceof LocalDate
        || value instanceof LocalTime
        || value instanceof LocalDateTime
        || value instanceof Instant
        || value instanceof UUID
        || value instanceof byte[]
        || value instanceof ByteBuffer;
  }

  private static Object decimalOrText(BigDecimal number) {
    int whole = Math.max(1, number.precision() - number.scale());
    return whole + number.scale() <= Type.Decimal.MAX_PRECISION ? number : number.toPlainString();
  }

  /**
   * A type for the value that, where one can, also holds what {@code known} does; null: not known
   * yet.
   */
  private @Nullable Type grow(@Nullable Type known, Object value) {
    if (value instanceof Map<?, ?> map) {
      return struct(known, map);
    }
    if (value instanceof Iterable<?> list) {
      return list(known, list);
    }
    return value instanceof BigDecimal number ? decimal(known, number) : leaf(known, value);
  }

  private @Nullable Type struct(@Nullable Type known, Map<?, ?> map) {
    Schema before = known instanceof Type.Struct old ? Schema.of(old.fields()) : Schema.empty();
    @SuppressWarnings("unchecked") // normalised before
    Schema after = grow(before, (Map<String, Object>) map);
    return after.size() == 0 ? null : new Type.Struct(after.fields());
  }

  private @Nullable Type list(@Nullable Type known, Iterable<?> list) {
    Type element = known instanceof Type.ListOf old ? old.element() : null;
    for (Object each : list) {
      if (each != null) {
        Type grown = grow(element, each);
        element = grown == null ? element : grown;
      }
    }
    return element == null ? null : Type.list(element);
  }

  private static Type decimal(@Nullable Type known, BigDecimal number) {
    int scale = number.scale();
    int whole = Math.max(1, number.precision() - scale);
    if (known instanceof Type.Decimal old) {
      int wider = Math.max(scale, old.scale());
      int digits = wider + Math.max(whole, old.precision() - old.scale());
      if (digits <= Type.Decimal.MAX_PRECISION) {
        return new Type.Decimal(digits, wider);
      }
    }
    return new Type.Decimal(whole + scale, scale);
  }

  private static Type leaf(@Nullable Type known, Object value) {
    if (value instanceof LocalTime time) {
      return Type.time(unit(known, time));
    }
    if (value instanceof LocalDateTime time) {
      return Type.timestamp(unit(known, time));
    }
    if (value instanceof Instant time) {
      return Type.timestampZoned(unit(known, time));
    }
    return LEAVES.getOrDefault(
        value.getClass(), value instanceof ByteBuffer ? Type.BINARY : Type.STRING);
  }

  private static Unit unit(@Nullable Type known, TemporalAccessor value) {
    boolean fine =
        (known instanceof Type.Time time && time.unit() == Unit.NANOS)
            || (known instanceof Type.Timestamp timestamp && timestamp.unit() == Unit.NANOS);
    return fine || value.get(ChronoField.NANO_OF_SECOND) % 1_000 != 0 ? Unit.NANOS : Unit.MICROS;
  }
}
