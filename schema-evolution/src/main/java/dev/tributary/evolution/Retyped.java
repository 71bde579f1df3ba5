// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Schemas in which some leaves have other types. Pure. */
final class Retyped {

  private final Map<FieldPath, Type> types;

  private Retyped(Map<FieldPath, Type> types) {
    this.types = types;
  }

  /** The schema with these types at these places; the same schema when there are none. */
  static Schema schema(Schema schema, Map<FieldPath, Type> types) {
    return types.isEmpty()
        ? schema
        : Schema.of(new Retyped(types).fields(List.of(), schema.fields()));
  }

  private List<Field> fields(List<String> parents, List<Field> fields) {
    List<Field> changed = new ArrayList<>();
    for (Field field : fields) {
      List<String> names = new ArrayList<>(parents);
      names.add(field.name());
      changed.add(field.withType(type(new FieldPath(names), field.type())));
    }
    return changed;
  }

  private Type type(FieldPath path, Type type) {
    Type other = types.get(path);
    if (other != null) {
      return other;
    }
    if (type instanceof Type.Struct struct) {
      return new Type.Struct(fields(path.names(), struct.fields()));
    }
    if (type instanceof Type.ListOf list) {
      return new Type.ListOf(
          type(path.child(FieldPath.ELEMENT), list.element()), list.elementRequired());
    }
    return type instanceof Type.MapOf map
        ? new Type.MapOf(
            map.key(), type(path.child(FieldPath.VALUE), map.value()), map.valueRequired())
        : type;
  }
}
