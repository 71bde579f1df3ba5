// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import dev.tributary.load.Fields;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary plain values and schemas. */
final class PlainValues {

  private PlainValues() {}

  static Arbitrary<Fields> fields() {
    return fields(3);
  }

  private static Arbitrary<Fields> fields(int depth) {
    return Arbitraries.maps(names(), values(depth)).ofMaxSize(4).map(Fields::of);
  }

  private static Arbitrary<Object> values(int depth) {
    Arbitrary<Object> simple =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(20),
            Arbitraries.longs(),
            Arbitraries.of(true, false));
    return depth == 0
        ? simple
        : Arbitraries.oneOf(
            simple,
            fields(depth - 1).map(Object.class::cast),
            values(depth - 1).list().ofMaxSize(4).map(Object.class::cast));
  }

  /** Well-formed text of any characters, those beyond 16 bits too. */
  static Arbitrary<String> names() {
    return Arbitraries.integers()
        .between(0, Character.MAX_CODE_POINT)
        .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12)
        .map(
            points ->
                points.stream()
                    .collect(
                        StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
  }

  static Arbitrary<Schema> schemas() {
    return fieldLists(3).map(Schema::of);
  }

  private static Arbitrary<List<Field>> fieldLists(int depth) {
    return Combinators.combine(names(), types(depth), Arbitraries.of(true, false))
        .as(Field::new)
        .list()
        .uniqueElements(Field::name)
        .ofMaxSize(4);
  }

  private static Arbitrary<Type> types(int depth) {
    return depth == 0
        ? leaves()
        : Arbitraries.oneOf(
            leaves(),
            fieldLists(depth - 1).map(Type.Struct::new),
            Combinators.combine(types(depth - 1), Arbitraries.of(true, false)).as(Type.ListOf::new),
            Combinators.combine(leaves(), types(depth - 1), Arbitraries.of(true, false))
                .as(Type.MapOf::new));
  }

  private static Arbitrary<Type> leaves() {
    Arbitrary<Type.Unit> units = Arbitraries.of(Type.Unit.class);
    return Arbitraries.oneOf(
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
            Type.JSON),
        Arbitraries.integers()
            .between(1, Type.Decimal.MAX_PRECISION)
            .flatMap(p -> Arbitraries.integers().between(0, p).map(s -> new Type.Decimal(p, s))),
        units.map(Type.Time::new),
        Combinators.combine(units, Arbitraries.of(true, false)).as(Type.Timestamp::new));
  }
}
