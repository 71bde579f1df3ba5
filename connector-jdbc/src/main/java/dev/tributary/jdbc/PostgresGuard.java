// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.schema.Type;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Keeps values that are too long inside PostgreSQL, which would send them whole. To ask for the
 * length of every value costs time, so it is done only where a table stores enough out of line for
 * one such value.
 */
final class PostgresGuard {

  /** No compression that PostgreSQL has makes a value smaller than by this. */
  private static final long COMPRESSION_MAX = 300;

  /** Text that a value kept in so many bytes can become: numbers keep their zeros as a count. */
  private static final long EXPANSION_MAX = 16_384;

  private static final Set<String> SHORT =
      Set.of(
          "bit",
          "timetz",
          "interval",
          "inet",
          "cidr",
          "macaddr",
          "macaddr8",
          "name",
          "numeric",
          "money",
          "oid",
          "xid",
          "cid",
          "tid",
          "pg_lsn",
          "regproc",
          "regclass",
          "regtype",
          "point",
          "line",
          "lseg",
          "box",
          "circle",
          "uuid");

  /** Bytes out of line in the table and its parts; below 0 where a view or query makes values. */
  private static final String OUT_OF_LINE =
      """
      WITH RECURSIVE parts AS (
        SELECT c.oid FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = ? AND c.relname = ?
        UNION
        SELECT i.inhrelid FROM pg_catalog.pg_inherits i JOIN parts ON i.inhparent = parts.oid)
      SELECT CASE WHEN COUNT(*) = 0 OR bool_or(c.relkind NOT IN ('r', 'm', 'p')) THEN -1
                  ELSE COALESCE(SUM(pg_catalog.pg_relation_size(NULLIF(c.reltoastrelid, 0))), 0)
             END::bigint
      FROM parts JOIN pg_catalog.pg_class c USING (oid)
      """;

  private PostgresGuard() {}

  /** The columns, guarded where the table may hold values longer than {@code maxBytes}. */
  static List<TableColumn> over(
      Connection connection, TableRef ref, List<TableColumn> columns, long maxBytes)
      throws SQLException {
    if (columns.stream().allMatch(column -> isShort(column))) {
      return columns;
    }
    long outOfLine = outOfLine(connection, ref);
    return columns.stream().map(column -> guarded(column, outOfLine, maxBytes)).toList();
  }

  private static long outOfLine(Connection connection, TableRef ref) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OUT_OF_LINE)) {
      statement.setString(1, ref.schema());
      statement.setString(2, ref.name());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getLong(1) : -1;
      }
    }
  }

  private static TableColumn guarded(TableColumn column, long outOfLine, long maxBytes) {
    boolean plain = column.cast().isEmpty() && column.type().kind() != Type.Kind.LIST;
    long least = plain ? maxBytes / COMPRESSION_MAX : 0;
    if (isShort(column) || (outOfLine >= 0 && outOfLine <= least)) {
      return column;
    }
    String self = TableColumn.SELF;
    String value = column.cast().isEmpty() ? self : column.cast();
    if (column.type().kind() == Type.Kind.LIST) {
      value = "array_send(" + value + ")";
    }
    String length = "octet_length(" + value + ") > " + maxBytes;
    return column.guarded(
        plain
            ? length
            : "CASE WHEN pg_column_size("
                + self
                + ") > "
                + maxBytes / EXPANSION_MAX
                + " THEN "
                + length
                + " ELSE false END");
  }

  private static boolean isShort(TableColumn column) {
    return switch (column.type().kind()) {
      case STRING, JSON, BINARY, LIST -> SHORT.contains(column.declared());
      case BOOLEAN, INT, LONG, FLOAT, DOUBLE, DECIMAL, DATE, TIME, TIMESTAMP, UUID, STRUCT, MAP ->
          true;
    };
  }
}
