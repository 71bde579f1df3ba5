// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What two schemas have together. Pure, thread-safe. */
public final class SchemaJoin {

  private SchemaJoin() {}

  /**
   * The least schema whose rows include those of both. Joins field by field, by name, as {@link
   * TypeJoin} joins structs: commutative, associative and idempotent up to the order of fields,
   * which is the order in which they were first seen. A field that is missing on one side becomes
   * optional; so the empty schema is rows without values, not "nothing seen yet".
   */
  public static Schema join(Schema a, Schema b) {
    return a.equals(b) ? a : Schema.of(TypeJoin.fields(a.fields(), b.fields()));
  }

  /**
   * The fields of both at every level, for {@link Naming}: also those inside of a field that is
   * nested on one side and of another kind on the other, which their join no longer shows. What is
   * inside of a field is a struct, through lists and maps; all else is text. Commutative,
   * associative and idempotent up to the order of fields.
   */
  public static Schema names(Schema a, Schema b) {
    return Schema.of(names(a.fields(), b.fields()));
  }

  private static List<Field> names(List<Field> a, List<Field> b) {
    Map<String, List<Field>> below = new LinkedHashMap<>();
    Stream.concat(a.stream(), b.stream())
        .forEach(field -> below.merge(field.name(), inside(field.type()), SchemaJoin::names));
    List<Field> fields = new ArrayList<>();
    below.forEach((name, inside) -> fields.add(Field.optional(name, type(inside))));
    return fields;
  }

  private static Type type(List<Field> inside) {
    return inside.isEmpty() ? Type.STRING : new Type.Struct(names(inside, List.of()));
  }

  private static List<Field> inside(Type type) {
    if (type instanceof Type.Struct struct) {
      return struct.fields();
    }
    if (type instanceof Type.ListOf list) {
      return inside(list.element());
    }
    return type instanceof Type.MapOf map ? inside(map.value()) : List.of();
  }
}
