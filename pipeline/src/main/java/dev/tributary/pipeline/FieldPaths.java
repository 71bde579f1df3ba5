// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.LinkedHashSet;
import java.util.Set;

/** The fields of a schema at every level, as the texts of their paths. */
final class FieldPaths {

  private final Set<String> paths = new LinkedHashSet<>();

  private FieldPaths() {}

  static Set<String> of(Schema schema) {
    FieldPaths all = new FieldPaths();
    schema.fields().forEach(field -> all.add(FieldPath.of(field.name()), field.type()));
    return all.paths;
  }

  private void add(FieldPath path, Type type) {
    paths.add(path.toString());
    below(path, type);
  }

  private void below(FieldPath path, Type type) {
    if (type instanceof Type.Struct struct) {
      for (Field field : struct.fields()) {
        add(path.child(field.name()), field.type());
      }
    } else if (type instanceof Type.ListOf list) {
      below(path.child(FieldPath.ELEMENT), list.element());
    } else if (type instanceof Type.MapOf map) {
      below(path.child(FieldPath.VALUE), map.value());
    }
  }
}
