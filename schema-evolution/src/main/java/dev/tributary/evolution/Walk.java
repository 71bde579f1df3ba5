// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A walk over fields that arrive, beside a table's, which makes other fields of them. */
abstract class Walk {

  private final Schema table;
  private final Homes homes;

  Walk(Schema table, Homes homes) {
    this.table = table;
    this.homes = homes;
  }

  final List<Field> fields(Schema arrived) {
    return fields(new At(List.of(), List.of()), table.fields(), arrived.fields());
  }

  /** A field whose values have a column; {@code type} is what became of its parts. */
  abstract void housed(At at, Field field, Field home, Type type);

  /** A field that the table does not know. */
  abstract void unknown(At at, Field field);

  /** A field that the table knows as {@code own}, with values of a kind that has no column. */
  abstract void unhoused(At at, Field field, Field own);

  private List<Field> fields(At at, List<Field> table, List<Field> arrived) {
    arrived.forEach(field -> at.siblings().add(field.name()));
    for (Field field : arrived) {
      homes
          .of(table, field, at.siblings())
          .ifPresentOrElse(
              home ->
                  housed(at, field, home, type(at.into(field, home), home.type(), field.type())),
              () -> unplaced(at, table, field));
    }
    return at.fields();
  }

  private void unplaced(At at, List<Field> table, Field field) {
    Homes.find(table, field.name())
        .ifPresentOrElse(own -> unhoused(at, field, own), () -> unknown(at, field));
  }

  private Type type(At at, Type table, Type type) {
    if (table instanceof Type.Struct old && type instanceof Type.Struct struct) {
      return new Type.Struct(fields(at, old.fields(), struct.fields()));
    }
    if (table instanceof Type.ListOf old && type instanceof Type.ListOf list) {
      Type element = type(at.part(FieldPath.ELEMENT), old.element(), list.element());
      return new Type.ListOf(element, list.elementRequired());
    }
    if (table instanceof Type.MapOf old && type instanceof Type.MapOf map) {
      Type value = type(at.part(FieldPath.VALUE), old.value(), map.value());
      return new Type.MapOf(map.key(), value, map.valueRequired());
    }
    return type;
  }

  /** Where a walk is, and the fields it made there. */
  static final class At {

    private final List<String> table;
    private final List<String> incoming;
    private final Set<String> siblings = new HashSet<>();
    private final Map<String, Field> fields = new LinkedHashMap<>();

    At(List<String> table, List<String> incoming) {
      this.table = table;
      this.incoming = incoming;
    }

    /** The names of all fields that arrive here. */
    Set<String> siblings() {
      return siblings;
    }

    FieldPath path(Field field) {
      return new FieldPath(with(table, field.name()));
    }

    FieldPath incoming(Field field) {
      return new FieldPath(with(incoming, field.name()));
    }

    At into(Field field, Field home) {
      return new At(with(table, home.name()), with(incoming, field.name()));
    }

    At part(String name) {
      return new At(with(table, name), with(incoming, name));
    }

    void add(Field field) {
      fields.merge(field.name(), field, (a, b) -> TypeJoin.fields(List.of(a), List.of(b)).get(0));
    }

    List<Field> fields() {
      return new ArrayList<>(fields.values());
    }

    private static List<String> with(List<String> names, String name) {
      List<String> all = new ArrayList<>(names);
      all.add(name);
      return all;
    }
  }
}
