// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.schema.Type;
import java.sql.Types;
import java.util.Optional;
import java.util.Set;

/** Which type a column of a database becomes. */
final class ColumnTypes {

  private static final Type UNSIGNED_LONG = Type.decimal(20, 0);

  /** Text that PostgreSQL itself makes of types that have no column of their own. */
  private static final Set<Integer> POSTGRESQL_AS_TEXT =
      Set.of(Types.OTHER, Types.SQLXML, Types.DISTINCT, Types.TIME_WITH_TIMEZONE);

  private ColumnTypes() {}

  /** The column's type, or empty when nothing here can store its values. */
  static Optional<TableColumn> of(Dialect dialect, Declared column) {
    return switch (dialect) {
      case POSTGRESQL -> postgresql(column);
      case MARIADB -> mariadb(column);
      case SQLITE -> Optional.of(SqliteTypes.of(column));
      case H2, OTHER -> standard(column);
    };
  }

  private static Optional<TableColumn> postgresql(Declared column) {
    switch (column.typeName()) {
      case "bool" -> {
        return typed(column, Type.BOOLEAN);
      }
      case "uuid" -> {
        return typed(column, Type.UUID);
      }
      case "json", "jsonb" -> {
        return cast(column, Type.JSON, "text");
      }
      case "timestamptz" -> {
        return typed(column, Type.timestampZoned(Type.Unit.MICROS));
      }
      case "money" -> {
        return cast(column, Type.decimal(19, 2), "numeric(19,2)");
      }
      case "timetz", "bit", "varbit", "name", "regproc" -> {
        return cast(column, Type.STRING, "text");
      }
      case "oid" -> {
        return cast(column, Type.LONG, "bigint");
      }
      default -> {}
    }
    boolean array = column.jdbcType() == Types.ARRAY || column.typeName().startsWith("_");
    if (!array && (POSTGRESQL_AS_TEXT.contains(column.jdbcType()) || isEnum(column))) {
      return cast(column, Type.STRING, "text");
    }
    return array ? Optional.empty() : standard(column);
  }

  private static boolean isEnum(Declared column) {
    return column.jdbcType() == Types.VARCHAR
        && !Set.of("text", "varchar").contains(column.typeName());
  }

  private static Optional<TableColumn> mariadb(Declared column) {
    String name = column.upperType();
    boolean unsigned = name.contains("UNSIGNED");
    if (name.startsWith("BIGINT") && unsigned) {
      return typed(column, UNSIGNED_LONG);
    }
    if (name.startsWith("INT") && unsigned) {
      return typed(column, Type.LONG);
    }
    if (name.startsWith("YEAR")) {
      return typed(column, Type.INT);
    }
    if (name.equals("UUID")) {
      return Optional.of(column(column, Type.UUID, "", TextReaders.of(Type.UUID)));
    }
    if (name.startsWith("JSON")) {
      return typed(column, Type.JSON);
    }
    if (name.startsWith("INET") || name.startsWith("ENUM") || name.startsWith("SET")) {
      return typed(column, Type.STRING);
    }
    if (name.startsWith("BIT") && column.size() > 1) {
      return typed(column, Type.BINARY);
    }
    if (name.startsWith("DATE") || name.startsWith("TIME")) {
      Type type = mariadbTime(name);
      return Optional.of(column(column, type, "", TextReaders.of(type)));
    }
    if (column.jdbcType() == Types.BIT || column.jdbcType() == Types.BOOLEAN) {
      return Optional.of(column(column, Type.BOOLEAN, "", TypedReaders::truth));
    }
    return isGeometry(name) ? Optional.empty() : standard(column);
  }

  private static Type mariadbTime(String name) {
    if (name.startsWith("DATETIME")) {
      return Type.timestamp(Type.Unit.MICROS);
    }
    if (name.startsWith("TIMESTAMP")) {
      return Type.timestampZoned(Type.Unit.MICROS);
    }
    return name.startsWith("DATE") ? Type.DATE : Type.time(Type.Unit.MICROS);
  }

  private static boolean isGeometry(String name) {
    return Set.of("GEOMETRY", "POINT", "LINESTRING", "POLYGON", "GEOMETRYCOLLECTION").contains(name)
        || name.startsWith("MULTI");
  }

  private static Optional<TableColumn> standard(Declared column) {
    if (column.upperType().startsWith("INTERVAL") || column.upperType().startsWith("ENUM")) {
      return typed(column, Type.STRING);
    }
    return switch (column.upperType()) {
      case "DECFLOAT" -> typed(column, Type.decimal(Type.Decimal.MAX_PRECISION, 18));
      case "UUID" -> typed(column, Type.UUID);
      case "JSON" -> typed(column, Type.JSON);
      default -> byNumber(column);
    };
  }

  private static Optional<TableColumn> byNumber(Declared column) {
    return switch (column.jdbcType()) {
      case Types.BIT, Types.BOOLEAN -> typed(column, Type.BOOLEAN);
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> typed(column, Type.INT);
      case Types.BIGINT -> typed(column, Type.LONG);
      case Types.REAL -> typed(column, Type.FLOAT);
      case Types.FLOAT, Types.DOUBLE -> typed(column, Type.DOUBLE);
      case Types.DECIMAL, Types.NUMERIC -> typed(column, column.decimal());
      case Types.DATE -> typed(column, Type.DATE);
      case Types.TIME -> typed(column, Type.time(column.unit()));
      case Types.TIMESTAMP -> typed(column, Type.timestamp(column.unit()));
      case Types.TIMESTAMP_WITH_TIMEZONE -> typed(column, Type.timestampZoned(column.unit()));
      case Types.CHAR,
          Types.VARCHAR,
          Types.LONGVARCHAR,
          Types.NCHAR,
          Types.NVARCHAR,
          Types.LONGNVARCHAR,
          Types.CLOB,
          Types.NCLOB,
          Types.SQLXML,
          Types.TIME_WITH_TIMEZONE ->
          typed(column, Type.STRING);
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
          typed(column, Type.BINARY);
      default -> Optional.empty();
    };
  }

  private static Optional<TableColumn> typed(Declared column, Type type) {
    return Optional.of(column(column, type, "", TypedReaders.of(type)));
  }

  private static Optional<TableColumn> cast(Declared column, Type type, String to) {
    return Optional.of(column(column, type, to, TypedReaders.of(type)));
  }

  private static TableColumn column(Declared column, Type type, String cast, ColumnReader reader) {
    return new TableColumn(column.name(), column.typeName(), type, column.required(), cast, reader);
  }
}
