// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** MariaDB asked which of its long texts are json: there that is a text with a check. */
final class MariadbCatalog {

  private static final String CHECKS =
      "SELECT CONSTRAINT_NAME, CHECK_CLAUSE FROM information_schema.CHECK_CONSTRAINTS"
          + " WHERE CONSTRAINT_SCHEMA = ? AND TABLE_NAME = ? AND LEVEL = 'Column'";

  private MariadbCatalog() {}

  static List<Declared> withJson(Connection connection, TableRef ref, List<Declared> columns)
      throws SQLException {
    boolean mariadb =
        String.valueOf(connection.getMetaData().getDatabaseProductName())
            .toLowerCase(Locale.ROOT)
            .contains("mariadb");
    if (!mariadb || columns.stream().noneMatch(column -> isLongText(column))) {
      return columns;
    }
    Set<String> json = json(connection, ref);
    return columns.stream()
        .map(
            column ->
                isLongText(column) && json.contains(column.name()) ? column.called("JSON") : column)
        .toList();
  }

  private static Set<String> json(Connection connection, TableRef ref) throws SQLException {
    Set<String> json = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(CHECKS)) {
      statement.setString(1, ref.schema());
      statement.setString(2, ref.name());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          if (row.getString(2).toLowerCase(Locale.ROOT).startsWith("json_valid(")) {
            json.add(row.getString(1));
          }
        }
      }
    }
    return json;
  }

  private static boolean isLongText(Declared column) {
    return column.upperType().equals("LONGTEXT");
  }
}
