// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL asked itself: its driver's metadata does not say what a domain is made of, nor how
 * many dimensions an array has.
 */
final class PostgresCatalog {

  /** A domain stands for the type below it; a type of people's own is called with its schema. */
  private static final String COLUMNS =
      """
      WITH RECURSIVE chain AS (
        SELECT a.attnum, a.attname, a.attnotnull, a.attndims::int AS ndims,
               a.atttypid AS typ, a.atttypmod AS typmod
        FROM pg_catalog.pg_attribute a
        JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped
        UNION ALL
        SELECT chain.attnum, chain.attname, chain.attnotnull,
               GREATEST(chain.ndims, t.typndims::int), t.typbasetype, t.typtypmod
        FROM chain JOIN pg_catalog.pg_type t ON t.oid = chain.typ
        WHERE t.typtype = 'd')
      SELECT chain.attname, chain.attnotnull, chain.ndims, chain.typmod,
             CASE WHEN n.nspname = 'pg_catalog' OR (t.typtype = 'b' AND t.typname IN
                    ('hstore', 'geometry', 'geography', '_hstore', '_geometry', '_geography'))
                  THEN t.typname ELSE n.nspname || '.' || t.typname END,
             t.typelem <> 0 AND t.typlen = -1 AND t.typcategory = 'A',
             t.typtype = 'e'
      FROM chain
      JOIN pg_catalog.pg_type t ON t.oid = chain.typ
      JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
      WHERE t.typtype <> 'd'
      ORDER BY chain.attnum
      """;

  private static final int NUMERIC_HEADER = 4;

  private PostgresCatalog() {}

  static List<Declared> columns(Connection connection, TableRef ref) throws SQLException {
    List<Declared> columns = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
      statement.setString(1, ref.schema());
      statement.setString(2, ref.name());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          columns.add(column(row));
        }
      }
    }
    return columns;
  }

  private static Declared column(ResultSet row) throws SQLException {
    String type = row.getString(5);
    boolean array = row.getBoolean(6);
    boolean number = type.equals("numeric") || type.equals("_numeric");
    int modifier = row.getInt(4) - NUMERIC_HEADER;
    int size = number && modifier >= 0 ? (modifier >> 16) & 0xffff : Math.max(0, modifier);
    return new Declared(
        row.getString(1),
        array ? Types.ARRAY : row.getBoolean(7) ? Types.VARCHAR : Types.OTHER,
        type,
        size,
        number && modifier >= 0 ? scale(modifier) : 0,
        row.getBoolean(2),
        row.getInt(3),
        Optional.empty());
  }

  /** Eleven bits with a sign. */
  private static int scale(int modifier) {
    return ((modifier & 0x7ff) ^ 1024) - 1024;
  }
}
