// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** H2 asked what its arrays are made of. */
final class H2Catalog {

  private static final String ELEMENTS =
      "SELECT c.COLUMN_NAME, e.DATA_TYPE, e.NUMERIC_PRECISION, e.NUMERIC_SCALE,"
          + " e.DATETIME_PRECISION FROM INFORMATION_SCHEMA.COLUMNS c"
          + " JOIN INFORMATION_SCHEMA.ELEMENT_TYPES e ON e.OBJECT_SCHEMA = c.TABLE_SCHEMA"
          + " AND e.OBJECT_NAME = c.TABLE_NAME"
          + " AND e.COLLECTION_TYPE_IDENTIFIER = c.DTD_IDENTIFIER"
          + " WHERE c.TABLE_SCHEMA = ? AND c.TABLE_NAME = ?";

  private static final Map<String, Integer> NAMES =
      Map.of(
          "CHARACTER", Types.CHAR,
          "CHARACTER VARYING", Types.VARCHAR,
          "DOUBLE PRECISION", Types.DOUBLE,
          "BINARY VARYING", Types.VARBINARY,
          "TIMESTAMP WITH TIME ZONE", Types.TIMESTAMP_WITH_TIMEZONE,
          "TIME WITH TIME ZONE", Types.TIME_WITH_TIMEZONE,
          "UUID", Types.OTHER);

  private H2Catalog() {}

  /** The columns, arrays with the type of their elements. */
  static List<Declared> withElements(Connection connection, TableRef ref, List<Declared> columns)
      throws SQLException {
    if (columns.stream().noneMatch(column -> column.jdbcType() == Types.ARRAY)) {
      return columns;
    }
    Map<String, Declared> elements = elements(connection, ref);
    return columns.stream()
        .map(
            column ->
                column.jdbcType() == Types.ARRAY && elements.containsKey(column.name())
                    ? column.of(elements.get(column.name()))
                    : column)
        .toList();
  }

  private static Map<String, Declared> elements(Connection connection, TableRef ref)
      throws SQLException {
    Map<String, Declared> elements = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(ELEMENTS)) {
      statement.setString(1, ref.schema());
      statement.setString(2, ref.name());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          elements.put(row.getString(1), element(row));
        }
      }
    }
    return elements;
  }

  private static Declared element(ResultSet row) throws SQLException {
    String type = row.getString(2);
    int scale = row.getInt(4);
    return new Declared(
        row.getString(1),
        number(type),
        type,
        row.getInt(3),
        row.wasNull() ? row.getInt(5) : scale,
        false);
  }

  /** One of {@link Types}, or that of an array where there is none. */
  private static int number(String type) {
    Integer named = NAMES.get(type);
    if (named != null) {
      return named;
    }
    try {
      return JDBCType.valueOf(type).getVendorTypeNumber();
    } catch (IllegalArgumentException e) {
      return Types.ARRAY;
    }
  }
}
