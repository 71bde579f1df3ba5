// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Where databases for tests come from, and what differs between kinds of them. */
interface TestServer {

  /** A database of its own, with nothing in it. */
  TestDatabase emptyDatabase();

  /** How many connections to its databases are open just now. */
  long connections();

  /** What the database calls something that was made as {@code name} in lower case, unquoted. */
  default String named(String name) {
    return name;
  }

  /** What makes the database count a table's rows. */
  default String analyze(String table) {
    return "ANALYZE " + table;
  }

  default String quote() {
    return "\"";
  }

  default String timestampType() {
    return "TIMESTAMP";
  }

  /** The number that a query answers. */
  static long number(TestDatabase database, String query) {
    try (var connection = database.connect();
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
