// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaChange;
import dev.tributary.schema.Type;
import dev.tributary.sink.SinkCapabilities;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Random types and schemas, with few names, so that fields often meet. */
final class Any extends DomainContextBase {

  @Provide
  Arbitrary<Type> types() {
    return types(2);
  }

  @Provide
  Arbitrary<Schema> schemas() {
    return fields(2).map(Schema::of);
  }

  @Provide
  Arbitrary<SinkCapabilities> sinks() {
    return Arbitraries.of(
        Sinks.PLAIN,
        Sinks.STIFF,
        Sinks.SUPPLE,
        Sinks.storing(type -> TypeJoin.isScalar(type) && type.kind() != Type.Kind.UUID),
        Sinks.storing(type -> type.kind() != Type.Kind.JSON && type.kind() != Type.Kind.MAP));
  }

  @Provide
  Arbitrary<Contract> contracts() {
    Arbitrary<Contract.Rule> types = Arbitraries.of(Contract.Rule.class);
    Arbitrary<Contract.Rule> others = types.filter(rule -> rule != Contract.Rule.BESIDE);
    return Combinators.combine(others, others, types).as(Contract::new);
  }

  private static Arbitrary<Type> types(int depth) {
    if (depth == 0) {
      return scalars();
    }
    Arbitrary<Type> parts = types(depth - 1);
    Arbitrary<Boolean> required = Arbitraries.of(true, false);
    return Arbitraries.frequencyOf(
        Tuple.of(4, scalars()),
        Tuple.of(2, fields(depth - 1).map(Type.Struct::new)),
        Tuple.of(1, Combinators.combine(parts, required).as(Type.ListOf::new)),
        Tuple.of(1, Combinators.combine(scalars(), parts, required).as(Type.MapOf::new)));
  }

  private static Arbitrary<List<Field>> fields(int depth) {
    Arbitrary<String> names = Arbitraries.of("a", "b", "c", "a__text", "a__long", "b__struct");
    return Combinators.combine(names, types(depth), Arbitraries.of(true, false))
        .as(Field::new)
        .list()
        .ofMaxSize(4)
        .map(Any::distinct);
  }

  /** One field of each name; done here because shrinking does not keep elements unique. */
  private static List<Field> distinct(List<Field> fields) {
    Map<String, Field> byName = new LinkedHashMap<>();
    fields.forEach(field -> byName.putIfAbsent(field.name(), field));
    return List.copyOf(byName.values());
  }

  private static Arbitrary<Type> scalars() {
    Arbitrary<Type> decimals =
        Combinators.combine(Arbitraries.of(0, 2, 5), Arbitraries.of(1, 12, 33))
            .as((scale, whole) -> Type.decimal(scale + whole, scale));
    Arbitrary<Type> units =
        Arbitraries.of(Type.Unit.class)
            .flatMap(
                unit ->
                    Arbitraries.of(
                        Type.time(unit), Type.timestamp(unit), Type.timestampZoned(unit)));
    Arbitrary<Type> simple =
        Arbitraries.of(
            Type.BOOLEAN,
            Type.INT,
            Type.LONG,
            Type.FLOAT,
            Type.DOUBLE,
            Type.DATE,
            Type.STRING,
            Type.BINARY,
            Type.UUID,
            Type.JSON);
    return Arbitraries.frequencyOf(Tuple.of(4, simple), Tuple.of(1, decimals), Tuple.of(1, units));
  }

  /** The type with the fields of all structs in the order of their names. */
  static Type sorted(Type type) {
    if (type instanceof Type.Struct struct) {
      return new Type.Struct(sorted(struct.fields()));
    }
    if (type instanceof Type.ListOf list) {
      return new Type.ListOf(sorted(list.element()), list.elementRequired());
    }
    if (type instanceof Type.MapOf map) {
      return new Type.MapOf(sorted(map.key()), sorted(map.value()), map.valueRequired());
    }
    return type;
  }

  static Schema sorted(Schema schema) {
    return Schema.of(sorted(schema.fields()));
  }

  static SchemaChange sorted(SchemaChange change) {
    return change.fold(
        add -> new SchemaChange.AddField(add.path(), sorted(add.type())),
        widen ->
            new SchemaChange.WidenField(widen.path(), sorted(widen.from()), sorted(widen.to())),
        relax -> relax);
  }

  private static List<Field> sorted(List<Field> fields) {
    return fields.stream()
        .map(field -> field.withType(sorted(field.type())))
        .sorted(Comparator.comparing(Field::name))
        .toList();
  }
}
