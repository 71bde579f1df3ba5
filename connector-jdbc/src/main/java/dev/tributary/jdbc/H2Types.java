// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.schema.Type;
import java.util.Optional;

/** What columns of H2 become. */
final class H2Types {

  private H2Types() {}

  static Optional<TableColumn> of(ColumnTypes types) {
    String name = types.declared().upperType();
    if (name.equals("DECFLOAT")) {
      return wide(types);
    }
    if (types.declared().element().isPresent()) {
      return array(types, types.declared().element().get());
    }
    if (name.startsWith("GEOMETRY")) {
      return types.typed(Type.BINARY);
    }
    return StandardTypes.of(types);
  }

  private static Optional<TableColumn> array(ColumnTypes types, Declared element) {
    return of(new ColumnTypes(element, types.choices()))
        .flatMap(each -> types.read(Type.list(each.type()), "", ArrayReader.of(each)));
  }

  /** The point of a DECFLOAT floats, so that no scale holds all of them. */
  private static Optional<TableColumn> wide(ColumnTypes types) {
    Declared column = types.declared();
    Declared open =
        new Declared(column.name(), column.jdbcType(), "DECFLOAT", 0, 0, column.required());
    return new ColumnTypes(open, types.choices()).exact();
  }
}
