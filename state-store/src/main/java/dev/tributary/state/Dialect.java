// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Where databases differ: how names are quoted, and what holds a long text. */
enum Dialect {
  POSTGRESQL("\"", "TEXT"),
  MARIADB("`", "LONGTEXT"),
  SQLITE("\"", "TEXT"),
  H2("\"", "CHARACTER LARGE OBJECT");

  private final String quote;
  private final String longText;

  Dialect(String quote, String longText) {
    this.quote = quote;
    this.longText = longText;
  }

  /**
   * @throws TributaryException {@code SETTING_INVALID} for a database that is none of these
   */
  static Dialect of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return switch (product.toLowerCase(Locale.ROOT)) {
      case "postgresql" -> POSTGRESQL;
      case "mariadb", "mysql" -> MARIADB;
      case "sqlite" -> SQLITE;
      case "h2" -> H2;
      default ->
          throw new TributaryException(
              ErrorCode.SETTING_INVALID,
              "State cannot be kept in " + product,
              "Use PostgreSQL, MariaDB, SQLite or H2, or keep the state in files");
    };
  }

  /** The name quoted; what stands before a point is the schema. */
  String quoted(String table) {
    List<String> parts =
        List.of(table.split("\\.", -1)).stream()
            .map(part -> quote + part.replace(quote, quote + quote) + quote)
            .toList();
    return String.join(".", parts);
  }

  /** Ids are ASCII of one case, so that no collation can take two for one. */
  String createTable(String table) {
    return "CREATE TABLE IF NOT EXISTS "
        + quoted(table)
        + " (id VARCHAR("
        + StoredName.LENGTH_MAX
        + ") NOT NULL PRIMARY KEY, version BIGINT NOT NULL, state "
        + longText
        + " NOT NULL)";
  }
}
