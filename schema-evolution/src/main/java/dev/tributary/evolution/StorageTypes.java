// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.schema.Type.Unit;
import dev.tributary.sink.SinkCapabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The nearest types that a sink stores. Pure, thread-safe.
 *
 * <p>A type that the sink does not store becomes the first of these that it does:
 *
 * <pre>
 *   int           long, decimal(10,0), string
 *   long          decimal(19,0), string
 *   float         double, string
 *   decimal(p,s)  decimal(18,s), decimal(38,s), string
 *   time, timestamp  a finer unit, then a coarser one, then string
 *   struct, list, map  the same over storable parts, then json, then string holding JSON
 *   all others    string
 * </pre>
 *
 * <p>Nothing is lost silently: a coarser unit is checked value by value, and {@link Conform}
 * refuses a value whose fraction it cannot hold. A zone is never dropped or made up.
 */
public final class StorageTypes {

  private StorageTypes() {}

  /**
   * The schema with every field as the sink can store it; the same schema when it stores all.
   *
   * @throws TributaryException {@code TYPE_UNSUPPORTED} naming the fields that nothing holds
   */
  public static Schema forSink(Schema schema, SinkCapabilities sink) {
    List<Field> stored = new ArrayList<>();
    List<Field> homeless = new ArrayList<>();
    for (Field field : schema.fields()) {
      nearest(field.type(), sink.stores())
          .ifPresentOrElse(type -> stored.add(field.withType(type)), () -> homeless.add(field));
    }
    if (!homeless.isEmpty()) {
      throw unsupported(homeless);
    }
    return stored.equals(schema.fields()) ? schema : Schema.of(stored);
  }

  /** The type itself or the nearest to it that is stored; empty when there is none. */
  static Optional<Type> nearest(Type type, Predicate<Type> stores) {
    Optional<Type> nested = rebuilt(type, stores).filter(stores);
    return nested.isPresent() ? nested : wider(type).stream().filter(stores).findFirst();
  }

  /** The type over storable parts; empty when a part has no home. */
  private static Optional<Type> rebuilt(Type type, Predicate<Type> stores) {
    if (type instanceof Type.Struct struct) {
      return struct(struct, stores);
    }
    if (type instanceof Type.ListOf list) {
      return nearest(list.element(), stores)
          .map(element -> new Type.ListOf(element, list.elementRequired()));
    }
    if (type instanceof Type.MapOf map) {
      return nearest(map.key(), stores)
          .flatMap(
              key ->
                  nearest(map.value(), stores)
                      .map(value -> new Type.MapOf(key, value, map.valueRequired())));
    }
    return Optional.of(type);
  }

  private static Optional<Type> struct(Type.Struct struct, Predicate<Type> stores) {
    List<Field> fields = new ArrayList<>();
    for (Field field : struct.fields()) {
      nearest(field.type(), stores).map(field::withType).ifPresent(fields::add);
    }
    return fields.size() < struct.fields().size()
        ? Optional.empty()
        : Optional.of(new Type.Struct(fields));
  }

  private static List<Type> wider(Type type) {
    return switch (type.kind()) {
      case INT -> List.of(Type.LONG, Type.decimal(10, 0), Type.STRING);
      case LONG -> List.of(Type.decimal(19, 0), Type.STRING);
      case FLOAT -> List.of(Type.DOUBLE, Type.STRING);
      case DECIMAL -> decimals((Type.Decimal) type);
      case TIME -> units(((Type.Time) type).unit(), Type::time);
      case TIMESTAMP -> {
        Type.Timestamp timestamp = (Type.Timestamp) type;
        yield units(timestamp.unit(), unit -> new Type.Timestamp(unit, timestamp.zoned()));
      }
      case STRUCT, LIST, MAP -> List.of(Type.JSON, Type.STRING);
      case BOOLEAN, DOUBLE, DATE, BINARY, UUID, JSON -> List.of(Type.STRING);
      case STRING -> List.of();
    };
  }

  private static List<Type> decimals(Type.Decimal type) {
    List<Type> types = new ArrayList<>();
    for (int precision : new int[] {18, Type.Decimal.MAX_PRECISION}) {
      if (precision > type.precision()) {
        types.add(Type.decimal(precision, type.scale()));
      }
    }
    types.add(Type.STRING);
    return types;
  }

  private static List<Type> units(Unit unit, Function<Unit, Type> of) {
    return switch (unit) {
      case MILLIS -> List.of(of.apply(Unit.MICROS), of.apply(Unit.NANOS), Type.STRING);
      case MICROS -> List.of(of.apply(Unit.NANOS), of.apply(Unit.MILLIS), Type.STRING);
      case NANOS -> List.of(of.apply(Unit.MICROS), of.apply(Unit.MILLIS), Type.STRING);
    };
  }

  private static TributaryException unsupported(List<Field> fields) {
    return new TributaryException(
        ErrorCode.TYPE_UNSUPPORTED,
        "The sink has no type for " + fields,
        "Leave these fields out of the stream, or choose a sink that stores them");
  }
}
