// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaChange;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Makes changes one by one, as a sink does. */
final class Changed {

  private Changed() {}

  static Schema by(Schema table, List<SchemaChange> changes) {
    List<Field> fields = table.fields();
    for (SchemaChange change : changes) {
      fields = fields(fields, change.path().names(), change);
    }
    return Schema.of(fields);
  }

  private static List<Field> fields(List<Field> fields, List<String> path, SchemaChange change) {
    if (path.size() == 1 && change instanceof SchemaChange.AddField add) {
      List<Field> more = new ArrayList<>(fields);
      more.add(Field.optional(path.get(0), add.type()));
      return more;
    }
    assertKnown(fields, path);
    return fields.stream()
        .map(field -> field.name().equals(path.get(0)) ? inside(field, path, change) : field)
        .toList();
  }

  private static void assertKnown(List<Field> fields, List<String> path) {
    if (fields.stream().noneMatch(field -> field.name().equals(path.get(0)))) {
      throw new AssertionError("No " + path + " in " + fields);
    }
  }

  /** Changes the field itself where the path ends there. */
  private static Field inside(Field field, List<String> path, SchemaChange change) {
    if (path.size() > 1) {
      return field.withType(type(field.type(), path.subList(1, path.size()), change));
    }
    UnaryOperator<Field> widened = old -> old.withType(((SchemaChange.WidenField) change).to());
    return change instanceof SchemaChange.RelaxField ? field.relaxed() : widened.apply(field);
  }

  private static Type type(Type type, List<String> path, SchemaChange change) {
    if (type instanceof Type.Struct struct) {
      return new Type.Struct(fields(struct.fields(), path, change));
    }
    if (type instanceof Type.ListOf list) {
      Field part = new Field(FieldPath.ELEMENT, list.element(), list.elementRequired());
      Field changed = fields(List.of(part), path, change).get(0);
      return new Type.ListOf(changed.type(), changed.required());
    }
    Type.MapOf map = (Type.MapOf) type;
    Field part = new Field(FieldPath.VALUE, map.value(), map.valueRequired());
    Field changed = fields(List.of(part), path, change).get(0);
    return new Type.MapOf(map.key(), changed.type(), changed.required());
  }
}
