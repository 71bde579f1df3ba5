// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.schema.Type;
import java.sql.Types;
import java.util.Optional;

/** What columns become by the numbers and names that JDBC itself gives to types. */
final class StandardTypes {

  private StandardTypes() {}

  static Optional<TableColumn> of(ColumnTypes types) {
    Declared column = types.declared();
    if (column.upperType().startsWith("INTERVAL") || column.upperType().startsWith("ENUM")) {
      return types.typed(Type.STRING);
    }
    return switch (column.upperType()) {
      case "UUID" -> types.typed(Type.UUID);
      case "JSON" -> types.typed(Type.JSON);
      default -> byNumber(types);
    };
  }

  private static Optional<TableColumn> byNumber(ColumnTypes types) {
    Declared column = types.declared();
    return switch (column.jdbcType()) {
      case Types.BIT, Types.BOOLEAN -> types.typed(Type.BOOLEAN);
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> types.typed(Type.INT);
      case Types.BIGINT -> types.typed(Type.LONG);
      case Types.REAL -> types.typed(Type.FLOAT);
      case Types.FLOAT, Types.DOUBLE -> types.typed(Type.DOUBLE);
      case Types.DECIMAL, Types.NUMERIC -> types.exact();
      case Types.DATE -> types.typed(Type.DATE);
      case Types.TIME -> types.typed(Type.time(column.unit()));
      case Types.TIMESTAMP -> types.typed(Type.timestamp(column.unit()));
      case Types.TIMESTAMP_WITH_TIMEZONE -> types.typed(Type.timestampZoned(column.unit()));
      case Types.CHAR,
          Types.VARCHAR,
          Types.NCHAR,
          Types.NVARCHAR,
          Types.SQLXML,
          Types.TIME_WITH_TIMEZONE ->
          types.typed(Type.STRING);
      case Types.LONGVARCHAR, Types.LONGNVARCHAR, Types.CLOB, Types.NCLOB ->
          types.streamed(Type.STRING);
      case Types.BINARY, Types.VARBINARY -> types.typed(Type.BINARY);
      case Types.LONGVARBINARY, Types.BLOB -> types.streamed(Type.BINARY);
      default -> Optional.empty();
    };
  }
}
