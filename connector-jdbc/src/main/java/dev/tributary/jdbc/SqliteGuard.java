// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Keeps values that are too long inside SQLite, where any column may hold one. */
final class SqliteGuard {

  private static final String BYTES =
      "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";

  private SqliteGuard() {}

  /** The columns, guarded where the database is large enough to hold such a value. */
  static List<TableColumn> over(Connection connection, List<TableColumn> columns, long maxBytes)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(BYTES)) {
      boolean large = !row.next() || row.getLong(1) > maxBytes;
      String condition = "octet_length(" + TableColumn.SELF + ") > " + maxBytes;
      return large ? columns.stream().map(column -> column.guarded(condition)).toList() : columns;
    }
  }
}
