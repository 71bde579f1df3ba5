// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tables of PostgreSQL cut by their pages: no key is needed, and the parts are even. A partitioned
 * table, or one with others inheriting from it, is cut part by part.
 */
final class PostgresPages {

  /** Earlier versions read the whole table for a range of pages. */
  private static final int VERSION_MIN = 14;

  private static final int FILES_MAX = 4_096;

  /** A table with its partitions and heirs, and theirs. */
  static final String TREE =
      "WITH RECURSIVE tree(oid) AS ("
          + "SELECT c.oid FROM pg_catalog.pg_class c"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE n.nspname = ? AND c.relname = ?"
          + " UNION SELECT i.inhrelid FROM pg_catalog.pg_inherits i"
          + " JOIN tree ON i.inhparent = tree.oid)";

  private static final String FILES =
      TREE
          + " SELECT n.nspname, c.relname, pg_catalog.pg_relation_filenode(c.oid),"
          + " pg_catalog.pg_relation_size(c.oid) / current_setting('block_size')::bigint,"
          + " pg_catalog.pg_table_size(c.oid),"
          + " c.relkind IN ('r', 'm') AND a.amname = 'heap'"
          + " AND has_table_privilege(c.oid, 'SELECT') AND NOT row_security_active(c.oid)"
          + " FROM tree JOIN pg_catalog.pg_class c ON c.oid = tree.oid"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          + " LEFT JOIN pg_catalog.pg_am a ON a.oid = c.relam"
          + " WHERE c.relkind <> 'p' ORDER BY n.nspname, c.relname";

  private PostgresPages() {}

  /** One file of rows. */
  record File(TableRef part, long file, long pages, long bytes) {}

  /** A range and about how many bytes it holds. */
  record Sized(PageRange range, long bytes) {}

  /** The files of a table; empty where its rows cannot be read from them one by one. */
  static Optional<List<File>> files(Connection connection, TableRef ref) throws SQLException {
    if (connection.getMetaData().getDatabaseMajorVersion() < VERSION_MIN || ref.schema() == null) {
      return Optional.empty();
    }
    List<File> files = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(FILES)) {
      statement.setString(1, ref.schema());
      statement.setString(2, ref.name());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          if (!row.getBoolean(6)) {
            return Optional.empty();
          }
          files.add(file(row));
        }
      }
    }
    return files.isEmpty() || files.size() > FILES_MAX ? Optional.empty() : Optional.of(files);
  }

  /** Whether what stands behind a name are rows of PostgreSQL's own, none of them elsewhere. */
  static boolean areRows(Connection connection, TableRef ref) throws SQLException {
    String sql =
        TREE
            + " SELECT COUNT(*) > 0 AND"
            + " BOOL_AND(c.relkind = 'p' OR c.relkind = 'r' AND a.amname = 'heap')"
            + " FROM tree JOIN pg_catalog.pg_class c ON c.oid = tree.oid"
            + " LEFT JOIN pg_catalog.pg_am a ON a.oid = c.relam";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, ref.schema());
      statement.setString(2, ref.name());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /** About so many ranges, each within one file; the last one of a file is open. */
  static List<Sized> cut(List<File> files, int parts) {
    long pages = files.stream().mapToLong(File::pages).sum();
    long each = Math.max(1, (pages + parts - 1) / parts);
    List<Sized> ranges = new ArrayList<>();
    for (File file : files) {
      for (long from = 0; from < file.pages(); from += each) {
        boolean last = from + each >= file.pages();
        Optional<Long> before = last ? Optional.empty() : Optional.of(from + each);
        long count = Math.min(each, file.pages() - from);
        ranges.add(
            new Sized(
                new PageRange(file.part(), file.file(), from, before),
                file.bytes() / file.pages() * count));
      }
    }
    return ranges;
  }

  /**
   * Makes sure that the pages still mean what they meant, and keeps it so until the transaction
   * ends; rows then come in the order of their pages.
   */
  static void enter(Session session, Quoting quoting, PageRange range, String doing)
      throws SQLException {
    session.execute(
        "SELECT pg_catalog.set_config(name, CASE vartype WHEN 'bool' THEN 'off' ELSE '0' END, true)"
            + " FROM pg_catalog.pg_settings WHERE name IN ('synchronize_seqscans',"
            + " 'enable_indexscan', 'enable_indexonlyscan', 'enable_bitmapscan',"
            + " 'max_parallel_workers_per_gather')");
    String table = quoting.table(range.part());
    session.execute("SELECT 1 FROM ONLY " + table + " LIMIT 0");
    String file =
        session.text(
            "SELECT pg_catalog.pg_relation_filenode(to_regclass('"
                + table.replace("'", "''")
                + "'))");
    if (!String.valueOf(range.file()).equals(file)) {
      throw new TributaryException(
          ErrorCode.SOURCE_UNAVAILABLE,
          doing
              + " failed: "
              + range.part().stream()
              + " was rewritten or emptied after the read was planned",
          "Run again; the read is then planned anew");
    }
  }

  private static File file(ResultSet row) throws SQLException {
    return new File(
        new TableRef(row.getString(1), row.getString(2)),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5));
  }
}
