// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.schema.Type;
import java.util.Optional;

/**
 * What columns of Snowflake become, by what its driver says of them. Written from its
 * documentation, and not yet run.
 */
final class SnowflakeTypes {

  private SnowflakeTypes() {}

  static Optional<TableColumn> of(ColumnTypes types) {
    Declared column = types.declared();
    return switch (column.upperType().replace("_", "")) {
      case "NUMBER", "DECIMAL", "NUMERIC", "INTEGER", "BIGINT" -> types.exact();
      case "DECFLOAT" -> decfloat(types);
      case "FLOAT", "DOUBLE", "REAL" -> types.typed(Type.DOUBLE);
      case "TIMESTAMPNTZ", "TIMESTAMP", "DATETIME" -> types.typed(Type.timestamp(column.unit()));
      case "TIMESTAMPLTZ", "TIMESTAMPTZ" -> types.typed(Type.timestampZoned(column.unit()));
      case "VARIANT", "OBJECT", "ARRAY", "MAP" ->
          types.selected(Type.JSON, "TO_JSON(TO_VARIANT(" + TableColumn.SELF + "))");
      case "GEOGRAPHY", "GEOMETRY" ->
          types.selected(Type.BINARY, "ST_ASWKB(" + TableColumn.SELF + ")");
      case "VECTOR", "FILE" -> Optional.empty();
      default -> StandardTypes.of(types);
    };
  }

  private static Optional<TableColumn> decfloat(ColumnTypes types) {
    Declared column = types.declared();
    Declared open =
        new Declared(column.name(), column.jdbcType(), "DECFLOAT", 0, 0, column.required());
    return new ColumnTypes(open, types.choices()).exact();
  }
}
