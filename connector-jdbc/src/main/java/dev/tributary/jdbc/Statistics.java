// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.source.StreamStatistics;
import dev.tributary.source.StreamStatistics.Range;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a database knows of its tables without reading them. Used by one thread. */
final class Statistics {

  private final Connection connection;
  private final Dialect dialect;

  Statistics(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /**
   * @param indexed columns by which the least and the greatest row are found at once
   */
  StreamStatistics of(Table table, List<String> indexed) throws SQLException {
    TableSize size = TableSize.of(connection, dialect, table.ref());
    return new StreamStatistics(
        Optional.of(size.rows()).filter(rows -> rows >= 0),
        Optional.of(size.bytes()).filter(bytes -> bytes > 0),
        ranges(table, indexed));
  }

  /** A table that may not be read has none; what fails ends a transaction of PostgreSQL. */
  private Map<String, Range> ranges(Table table, List<String> indexed) throws SQLException {
    Map<String, Range> ranges = new TreeMap<>();
    boolean ends = dialect == Dialect.POSTGRESQL;
    Savepoint before = ends ? connection.setSavepoint() : null;
    try {
      for (String column : indexed) {
        range(table, table.column(column).orElseThrow())
            .ifPresent(range -> ranges.put(column, range));
      }
    } catch (SQLException | ColumnReader.Misfit e) {
      ranges.clear();
    }
    if (before != null) {
      connection.rollback(before);
    }
    return ranges;
  }

  private Optional<Range> range(Table table, TableColumn column) throws SQLException {
    Quoting quoting = Quoting.of(connection);
    Relation relation = new Relation(table, quoting.table(table.ref()), Optional.empty(), false);
    Query query =
        new Queries(dialect, quoting, relation, List.of()).keyBounds(ReadPlan.everything(), column);
    try (PreparedStatement statement = query.prepare(connection);
        ResultSet row = statement.executeQuery()) {
      row.next();
      if (row.getObject(1) == null) {
        return Optional.empty();
      }
      return Optional.of(
          new Range(
              CursorCheck.text(dialect, table, row, 1, column),
              CursorCheck.text(dialect, table, row, 2, column)));
    }
  }
}
