// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.schema.Type;
import java.util.Optional;

/**
 * What columns of SQL Server become, by what Microsoft's driver says of them. Written from its
 * documentation, and not yet run.
 */
final class SqlServerTypes {

  private static final String WKB = TableColumn.SELF + ".STAsBinary()";

  private SqlServerTypes() {}

  static Optional<TableColumn> of(ColumnTypes types) {
    Declared column = types.declared();
    return switch (name(column)) {
      case "money" -> types.typed(Type.decimal(19, 4));
      case "smallmoney" -> types.typed(Type.decimal(10, 4));
      case "uniqueidentifier" -> types.written(Type.UUID);
      case "datetimeoffset" -> types.typed(Type.timestampZoned(column.unit()));
      case "rowversion", "timestamp" -> types.typed(Type.BINARY);
      case "geometry", "geography" -> types.selected(Type.BINARY, WKB);
      case "hierarchyid" -> types.selected(Type.STRING, TableColumn.SELF + ".ToString()");
      case "xml", "text", "ntext" -> types.streamed(Type.STRING);
      case "varchar", "nvarchar" ->
          isMax(column) ? types.streamed(Type.STRING) : types.typed(Type.STRING);
      case "image" -> types.streamed(Type.BINARY);
      case "varbinary" -> isMax(column) ? types.streamed(Type.BINARY) : types.typed(Type.BINARY);
      case "json" -> types.streamed(Type.JSON);
      case "sql_variant", "vector" -> Optional.empty();
      default -> StandardTypes.of(types);
    };
  }

  /** The driver says {@code int identity} of a column that numbers itself. */
  private static String name(Declared column) {
    return column.typeName().toLowerCase(java.util.Locale.ROOT).split("[ (]", 2)[0];
  }

  private static boolean isMax(Declared column) {
    return column.size() <= 0 || column.size() > 8_000;
  }
}
