// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.schema.Field;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The least type that holds the values of two. Pure, thread-safe.
 *
 * <p>The types form a join-semilattice, so neither the order nor the grouping of what was seen
 * changes the result:
 *
 * <pre>
 *   json                          holds everything, each value as a JSON document
 *     struct                      by field name; missing on one side means optional
 *     list, map                   by element, key and value
 *     string                      holds every scalar, each value in its canonical text
 *       double                    over float and long
 *       decimal                   over int, long and smaller decimals, while 38 digits suffice
 *         long over int           so int and float meet in double, long and decimal in decimal
 *       timestamp                 over coarser units; never between zoned and not
 *       date                      a date is not a midnight
 *       time                      over coarser units
 *       boolean, binary, uuid
 * </pre>
 *
 * <p>Two scalars that meet nowhere lower meet in string; a nested type meets any other kind in
 * json. The order holds between types: a long in a double, or a far timestamp in nanoseconds, may
 * still not fit, which {@link Conform} refuses value by value.
 *
 * <p>Fields of structs stand in the order in which they were first seen: those of the first
 * argument, then what only the second has. The laws hold up to that order.
 */
public final class TypeJoin {

  private static final int INT_DIGITS = 10;
  private static final int LONG_DIGITS = 19;

  private TypeJoin() {}

  public static Type join(Type a, Type b) {
    if (a.equals(b)) {
      return a;
    }
    if (a instanceof Type.Struct first && b instanceof Type.Struct second) {
      return new Type.Struct(fields(first.fields(), second.fields()));
    }
    if (a instanceof Type.ListOf first && b instanceof Type.ListOf second) {
      return new Type.ListOf(
          join(first.element(), second.element()),
          first.elementRequired() && second.elementRequired());
    }
    if (a instanceof Type.MapOf first && b instanceof Type.MapOf second) {
      return new Type.MapOf(
          join(first.key(), second.key()),
          join(first.value(), second.value()),
          first.valueRequired() && second.valueRequired());
    }
    return isScalar(a) && isScalar(b) ? scalars(a, b) : Type.JSON;
  }

  /** The fields of both, by name; one that is optional or missing on a side is optional. */
  static List<Field> fields(List<Field> a, List<Field> b) {
    Map<String, Field> others = new LinkedHashMap<>();
    b.forEach(field -> others.put(field.name(), field));
    List<Field> joined = new ArrayList<>();
    for (Field field : a) {
      Field other = others.remove(field.name());
      joined.add(other == null ? field.relaxed() : join(field, other));
    }
    others.values().forEach(field -> joined.add(field.relaxed()));
    return joined;
  }

  private static Field join(Field a, Field b) {
    return new Field(a.name(), join(a.type(), b.type()), a.required() && b.required());
  }

  static boolean isScalar(Type type) {
    return switch (type.kind()) {
      case STRUCT, LIST, MAP, JSON -> false;
      case BOOLEAN,
          INT,
          LONG,
          FLOAT,
          DOUBLE,
          DECIMAL,
          DATE,
          TIME,
          TIMESTAMP,
          STRING,
          BINARY,
          UUID ->
          true;
    };
  }

  private static Type scalars(Type a, Type b) {
    if (isNumber(a) && isNumber(b)) {
      return numbers(a, b);
    }
    if (a instanceof Type.Time first && b instanceof Type.Time second) {
      return Type.time(finer(first.unit(), second.unit()));
    }
    return a instanceof Type.Timestamp first
            && b instanceof Type.Timestamp second
            && first.zoned() == second.zoned()
        ? new Type.Timestamp(finer(first.unit(), second.unit()), first.zoned())
        : Type.STRING;
  }

  private static Type.Unit finer(Type.Unit a, Type.Unit b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private static Type numbers(Type a, Type b) {
    boolean decimal = a instanceof Type.Decimal || b instanceof Type.Decimal;
    if (isFloating(a) || isFloating(b)) {
      return decimal ? Type.STRING : Type.DOUBLE;
    }
    if (!decimal) {
      return Type.LONG;
    }
    int whole = Math.max(wholeDigits(a), wholeDigits(b));
    int scale = Math.max(scale(a), scale(b));
    return whole + scale > Type.Decimal.MAX_PRECISION
        ? Type.STRING
        : Type.decimal(whole + scale, scale);
  }

  static boolean isNumber(Type type) {
    return isFloating(type)
        || type.equals(Type.INT)
        || type.equals(Type.LONG)
        || type instanceof Type.Decimal;
  }

  private static boolean isFloating(Type type) {
    return type.equals(Type.FLOAT) || type.equals(Type.DOUBLE);
  }

  private static int wholeDigits(Type type) {
    if (type instanceof Type.Decimal decimal) {
      return decimal.precision() - decimal.scale();
    }
    return type.equals(Type.INT) ? INT_DIGITS : LONG_DIGITS;
  }

  private static int scale(Type type) {
    return type instanceof Type.Decimal decimal ? decimal.scale() : 0;
  }
}
