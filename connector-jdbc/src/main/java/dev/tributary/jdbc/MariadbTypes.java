// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.schema.Type;
import java.sql.Types;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What columns of MariaDB and MySQL become. */
final class MariadbTypes {

  private static final Type UNSIGNED_LONG = Type.decimal(20, 0);

  private static final Set<String> GEOMETRIES =
      Set.of(
          "GEOMETRY",
          "POINT",
          "LINESTRING",
          "POLYGON",
          "MULTIPOINT",
          "MULTILINESTRING",
          "MULTIPOLYGON",
          "GEOMETRYCOLLECTION",
          "GEOMCOLLECTION");

  /** How long values can be. */
  private static final Map<String, Long> LONGEST =
      Map.of(
          "TEXT", 1L << 16,
          "BLOB", 1L << 16,
          "MEDIUMTEXT", 1L << 24,
          "MEDIUMBLOB", 1L << 24,
          "LONGTEXT", 1L << 32,
          "LONGBLOB", 1L << 32,
          "JSON", 1L << 32);

  private MariadbTypes() {}

  static Optional<TableColumn> of(ColumnTypes types) {
    return column(types).map(column -> guarded(types, column));
  }

  private static Optional<TableColumn> column(ColumnTypes types) {
    Declared column = types.declared();
    String name = column.upperType();
    if (name.contains("UNSIGNED")) {
      return unsigned(types, name);
    }
    if (name.startsWith("YEAR")) {
      return types.typed(Type.INT);
    }
    if (name.equals("UUID")) {
      return types.written(Type.UUID);
    }
    if (name.startsWith("JSON")) {
      return types.typed(Type.JSON);
    }
    if (name.startsWith("INET") || name.startsWith("ENUM") || name.startsWith("SET")) {
      return types.typed(Type.STRING);
    }
    if (name.startsWith("BIT") && column.size() > 1) {
      return types.typed(Type.BINARY);
    }
    if (name.startsWith("DATE") || name.startsWith("TIME")) {
      return types.written(time(name));
    }
    if (column.jdbcType() == Types.BIT || column.jdbcType() == Types.BOOLEAN) {
      return types.read(Type.BOOLEAN, "", TypedReaders::truth);
    }
    if (GEOMETRIES.contains(name)) {
      return types.selected(Type.BINARY, "ST_AsBinary(" + TableColumn.SELF + ")");
    }
    return plain(types);
  }

  private static Optional<TableColumn> unsigned(ColumnTypes types, String name) {
    if (name.startsWith("BIGINT")) {
      return types.typed(UNSIGNED_LONG);
    }
    return name.startsWith("INT") ? types.typed(Type.LONG) : plain(types);
  }

  /** Long values come in rows that the driver keeps whole, so they are not worth streaming. */
  private static Optional<TableColumn> plain(ColumnTypes types) {
    return switch (types.declared().jdbcType()) {
      case Types.LONGVARCHAR, Types.CLOB -> types.typed(Type.STRING);
      case Types.LONGVARBINARY, Types.BLOB -> types.typed(Type.BINARY);
      default -> StandardTypes.of(types);
    };
  }

  private static Type time(String name) {
    if (name.startsWith("DATETIME")) {
      return Type.timestamp(Type.Unit.MICROS);
    }
    if (name.startsWith("TIMESTAMP")) {
      return Type.timestampZoned(Type.Unit.MICROS);
    }
    return name.startsWith("DATE") ? Type.DATE : Type.time(Type.Unit.MICROS);
  }

  private static TableColumn guarded(ColumnTypes types, TableColumn column) {
    String name = types.declared().upperType();
    long longest = GEOMETRIES.contains(name) ? 1L << 32 : LONGEST.getOrDefault(name, 0L);
    long max = types.choices().maxValueBytes();
    return longest > max
        ? column.guarded("OCTET_LENGTH(" + TableColumn.SELF + ") > " + max)
        : column;
  }
}
