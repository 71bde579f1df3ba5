// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck.memory;

import dev.tributary.schema.Field;
import dev.tributary.schema.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which types hold every value of another one, and how a value becomes one of the wider type. */
final class Widening {

  private static final int INT_DIGITS = 10;
  private static final int LONG_DIGITS = 19;

  private Widening() {}

  /** True when a leaf of type {@code from} can become {@code to}, and they differ. */
  static boolean widens(Type from, Type to) {
    return switch (from.kind()) {
      case INT ->
          to.kind() == Type.Kind.LONG || to.kind() == Type.Kind.DOUBLE || holds(to, INT_DIGITS, 0);
      case LONG -> holds(to, LONG_DIGITS, 0);
      case FLOAT -> to.kind() == Type.Kind.DOUBLE;
      case DECIMAL -> !from.equals(to) && holds(to, (Type.Decimal) from);
      case TIME -> to instanceof Type.Time finer && finer(((Type.Time) from).unit(), finer.unit());
      case BOOLEAN, DOUBLE, DATE, TIMESTAMP, STRING, BINARY, UUID, JSON, STRUCT, LIST, MAP -> false;
    };
  }

  /** A value that was stored as {@code from}, or null, as {@code to} says it. */
  static @Nullable Object convert(@Nullable Object value, Type from, Type to) {
    if (value == null || from.equals(to)) {
      return value;
    }
    return switch (to.kind()) {
      case LONG -> ((Number) value).longValue();
      case DOUBLE -> ((Number) value).doubleValue();
      case DECIMAL ->
          decimal(value).setScale(((Type.Decimal) to).scale(), RoundingMode.UNNECESSARY);
      case STRUCT -> struct((Map<?, ?>) value, (Type.Struct) from, (Type.Struct) to);
      case LIST -> list((List<?>) value, (Type.ListOf) from, (Type.ListOf) to);
      case MAP -> map((Map<?, ?>) value, (Type.MapOf) from, (Type.MapOf) to);
      case BOOLEAN, INT, FLOAT, DATE, TIME, TIMESTAMP, STRING, BINARY, UUID, JSON -> value;
    };
  }

  /** Whether every present and absent value that {@code from} allows has a place in {@code to}. */
  static boolean takes(List<Field> from, List<Field> to) {
    Map<String, Field> wanted = new LinkedHashMap<>();
    to.forEach(field -> wanted.put(field.name(), field));
    for (Field field : from) {
      Field into = wanted.remove(field.name());
      if (into == null
          || (into.required() && !field.required())
          || !takes(field.type(), into.type())) {
        return false;
      }
    }
    return wanted.values().stream().noneMatch(Field::required);
  }

  private static boolean takes(Type from, Type to) {
    if (from instanceof Type.Struct some && to instanceof Type.Struct all) {
      return takes(some.fields(), all.fields());
    }
    if (from instanceof Type.ListOf some && to instanceof Type.ListOf all) {
      return takes(some.element(), all.element())
          && (some.elementRequired() || !all.elementRequired());
    }
    if (from instanceof Type.MapOf some && to instanceof Type.MapOf all) {
      return some.key().equals(all.key())
          && takes(some.value(), all.value())
          && (some.valueRequired() || !all.valueRequired());
    }
    return from.equals(to) || widens(from, to);
  }

  private static boolean holds(Type to, Type.Decimal from) {
    return holds(to, from.precision() - from.scale(), from.scale());
  }

  private static boolean holds(Type to, int before, int after) {
    return to instanceof Type.Decimal decimal
        && decimal.scale() >= after
        && decimal.precision() - decimal.scale() >= before;
  }

  private static boolean finer(Type.Unit from, Type.Unit to) {
    return to.perSecond() > from.perSecond();
  }

  private static BigDecimal decimal(Object value) {
    return value instanceof BigDecimal decimal
        ? decimal
        : BigDecimal.valueOf(((Number) value).longValue());
  }

  private static Object struct(Map<?, ?> value, Type.Struct from, Type.Struct to) {
    return project(value, from.fields(), to.fields());
  }

  /** The fields of {@code to}, in its order; null where {@code from} does not know them. */
  static Map<String, @Nullable Object> project(
      Map<?, ? extends @Nullable Object> row, List<Field> from, List<Field> to) {
    Map<String, Type> known = new LinkedHashMap<>();
    from.forEach(field -> known.put(field.name(), field.type()));
    Map<String, @Nullable Object> projected = new LinkedHashMap<>();
    for (Field field : to) {
      Type was = known.get(field.name());
      Object value = row.get(field.name());
      projected.put(field.name(), was == null ? null : convert(value, was, field.type()));
    }
    return projected;
  }

  private static Object list(List<?> value, Type.ListOf from, Type.ListOf to) {
    List<@Nullable Object> list = new ArrayList<>();
    for (Object element : value) {
      list.add(convert(element, from.element(), to.element()));
    }
    return list;
  }

  private static Object map(Map<?, ?> value, Type.MapOf from, Type.MapOf to) {
    Map<Object, @Nullable Object> map = new LinkedHashMap<>();
    value.forEach((key, each) -> map.put(key, convert(each, from.value(), to.value())));
    return map;
  }
}
