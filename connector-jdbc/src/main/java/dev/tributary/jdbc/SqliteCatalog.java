// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** SQLite asked itself: its driver's metadata hides declarations and changes names. */
final class SqliteCatalog {

  private SqliteCatalog() {}

  /** The columns as they were declared, hidden ones of virtual tables left out. */
  static List<Declared> columns(Connection connection, TableRef ref) throws SQLException {
    String sql =
        "SELECT name, type, \"notnull\", pk FROM pragma_table_xinfo(?)"
            + " WHERE hidden <> 1 ORDER BY cid";
    List<Declared> columns = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, ref.name());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String type = row.getString(2);
          boolean rowId = row.getInt(4) == 1 && type.equalsIgnoreCase("INTEGER");
          boolean required = rowId || row.getInt(3) == 1;
          columns.add(new Declared(row.getString(1), 0, type, 0, 0, required));
        }
      }
    }
    return columns;
  }

  static List<String> key(Connection connection, TableRef ref) throws SQLException {
    String sql = "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk";
    List<String> key = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, ref.name());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          key.add(row.getString(1));
        }
      }
    }
    return key;
  }
}
