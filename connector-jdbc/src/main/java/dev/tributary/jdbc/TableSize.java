// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How large a database believes a table to be. Immutable.
 *
 * @param rows about how many; -1 when unknown
 * @param bytes about how many; 0 when unknown
 */
record TableSize(long rows, long bytes) {

  static final TableSize UNKNOWN = new TableSize(-1, 0);

  private static final String POSTGRESQL =
      PostgresPages.TREE
          + " SELECT CASE WHEN MIN(c.reltuples) < 0 THEN -1 ELSE SUM(c.reltuples) END,"
          + " SUM(pg_catalog.pg_table_size(c.oid))"
          + " FROM tree JOIN pg_catalog.pg_class c ON c.oid = tree.oid"
          + " WHERE c.relkind IN ('r', 'm')";
  private static final String MARIADB =
      "SELECT table_rows, data_length FROM information_schema.tables"
          + " WHERE table_schema = ? AND table_name = ?";
  private static final String H2 =
      "SELECT row_count_estimate, 0 FROM information_schema.tables"
          + " WHERE table_schema = ? AND table_name = ?";

  static TableSize of(Connection connection, Dialect dialect, TableRef ref) throws SQLException {
    return switch (dialect) {
      case POSTGRESQL -> ask(connection, POSTGRESQL, ref);
      case MARIADB -> ask(connection, MARIADB, ref);
      case H2 -> ask(connection, H2, ref);
      case SQLITE, OTHER -> UNKNOWN;
    };
  }

  private static TableSize ask(Connection connection, String sql, TableRef ref)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, ref.schema());
      statement.setString(2, ref.name());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return UNKNOWN;
        }
        long rows = (long) row.getDouble(1);
        return new TableSize(row.wasNull() ? -1 : rows, row.getLong(2));
      }
    }
  }
}
