// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/** Whose types a database has. Those of a vendor that is not known are the standard's. */
enum Vendor {
  POSTGRESQL,
  MARIADB,
  SQLITE,
  H2,
  SQLSERVER,
  ORACLE,
  SNOWFLAKE,
  STANDARD;

  static Vendor of(Dialect dialect, Connection connection) throws SQLException {
    return switch (dialect) {
      case POSTGRESQL -> POSTGRESQL;
      case MARIADB -> MARIADB;
      case SQLITE -> SQLITE;
      case H2 -> H2;
      case OTHER -> named(String.valueOf(connection.getMetaData().getDatabaseProductName()));
    };
  }

  /** The vendor of the product that a driver names. */
  static Vendor named(String product) {
    String name = product.toLowerCase(Locale.ROOT);
    if (name.contains("sql server")) {
      return SQLSERVER;
    }
    if (name.startsWith("oracle")) {
      return ORACLE;
    }
    return name.startsWith("snowflake") ? SNOWFLAKE : STANDARD;
  }

  /**
   * What a column becomes.
   *
   * @return empty when nothing here can store its values, or the choices say that nothing should
   */
  Optional<TableColumn> column(Declared column, TypeChoices choices) {
    ColumnTypes types = new ColumnTypes(column, choices);
    return switch (this) {
      case POSTGRESQL -> PostgresTypes.of(types);
      case MARIADB -> MariadbTypes.of(types);
      case SQLITE -> SqliteTypes.of(types);
      case H2 -> H2Types.of(types);
      case SQLSERVER -> SqlServerTypes.of(types);
      case ORACLE -> OracleTypes.of(types);
      case SNOWFLAKE -> SnowflakeTypes.of(types);
      case STANDARD -> StandardTypes.of(types);
    };
  }
}
