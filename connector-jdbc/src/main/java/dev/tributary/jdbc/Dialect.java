// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.schema.Type;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Databases whose habits are known; any other is {@link #OTHER}. */
enum Dialect {
  POSTGRESQL(
      Map.of(
          "prepareThreshold",
          "-1",
          "connectTimeout",
          "30",
          "tcpKeepAlive",
          "true",
          "ApplicationName",
          "tributary"),
      Set.of("pg_catalog", "information_schema", "pg_toast")),
  MARIADB(
      Map.of("connectTimeout", "30000", "yearIsDateType", "false"),
      Set.of("information_schema", "mysql", "performance_schema", "sys")),
  SQLITE(Map.of("open_mode", "1"), Set.of()),
  H2(Map.of(), Set.of("information_schema")),
  OTHER(Map.of(), Set.of("information_schema", "sys", "system"));

  private final Map<String, String> properties;
  private final Set<String> systemSchemas;

  Dialect(Map<String, String> properties, Set<String> systemSchemas) {
    this.properties = properties;
    this.systemSchemas = systemSchemas;
  }

  static Dialect of(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    if (lower.startsWith("jdbc:postgresql:")) {
      return POSTGRESQL;
    }
    if (lower.startsWith("jdbc:mariadb:") || lower.startsWith("jdbc:mysql:")) {
      return MARIADB;
    }
    if (lower.startsWith("jdbc:sqlite:")) {
      return SQLITE;
    }
    return lower.startsWith("jdbc:h2:") ? H2 : OTHER;
  }

  /** What the driver is told where the user says nothing else. */
  Map<String, String> properties() {
    return properties;
  }

  boolean isSystem(String schema) {
    return systemSchemas.contains(schema.toLowerCase(Locale.ROOT));
  }

  /** A database of MariaDB is what JDBC calls a catalog. */
  boolean schemasAreCatalogs() {
    return this == MARIADB;
  }

  /**
   * The cursor as the database must compare it: so that two values are equal only where their texts
   * are, whatever the column's collation.
   */
  String ordered(TableColumn cursor, String quoted) {
    if (cursor.type().kind() != Type.Kind.STRING) {
      return quoted;
    }
    return switch (this) {
      case MARIADB -> "CAST(CONVERT(" + quoted + " USING utf8mb4) AS BINARY)";
      case SQLITE -> quoted + " COLLATE BINARY";
      case POSTGRESQL, H2, OTHER -> quoted;
    };
  }

  /** What ends a query of which one row is wanted. */
  String firstRow() {
    return this == OTHER ? "" : " LIMIT 1";
  }

  /** A parameter that is compared with {@link #ordered}. */
  String parameter(TableColumn cursor) {
    if (cursor.type().kind() == Type.Kind.STRING && this == MARIADB) {
      return "CAST(CONVERT(? USING utf8mb4) AS BINARY)";
    }
    return this == POSTGRESQL && cursor.declared().equals("bpchar") ? "CAST(? AS bpchar)" : "?";
  }
}
