// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.Column;
import dev.tributary.config.Nearest;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What must be true of a cursor, and how far it has come. Used by one thread. */
final class CursorCheck {

  private final Connection connection;
  private final Table table;
  private final Queries queries;
  private final StreamOptions options;
  private final Dialect dialect;

  CursorCheck(
      Connection connection, Table table, Queries queries, StreamOptions options, Dialect dialect) {
    this.connection = connection;
    this.table = table;
    this.queries = queries;
    this.options = options;
    this.dialect = dialect;
  }

  /**
   * The columns that a cursor names, which have an order.
   *
   * @throws TributaryException {@code CURSOR_INVALID}
   */
  static CursorColumns columns(Table table, String cursor, StreamOptions options) {
    List<TableColumn> columns = new ArrayList<>();
    for (String name : CursorColumns.names(table, cursor)) {
      TableColumn column = table.column(name).orElseThrow(() -> missing(table, name));
      if (!CursorValue.isOrderable(column)) {
        throw invalid(
            table,
            name,
            "is of the type " + column.declared() + ", by which rows cannot be ordered",
            "Choose a column of numbers, dates, timestamps or text");
      }
      columns.add(column);
    }
    return new CursorColumns(cursor, table, columns, options.descending());
  }

  /**
   * The columns that a cursor names, which have an order and hold no nulls where those fail.
   *
   * @throws TributaryException {@code CURSOR_INVALID}
   */
  CursorColumns sound(String name) throws SQLException {
    CursorColumns cursor = columns(table, name, options);
    if (dialect == Dialect.SQLITE && !cursor.isOne()) {
      throw invalid(table, name, "has several columns", "Name one column in SQLite");
    }
    boolean nullable = cursor.columns().stream().anyMatch(column -> !column.required());
    if (nullable && options.cursorNulls() == StreamOptions.CursorNulls.FAIL) {
      requireNoNulls(cursor);
    }
    return cursor;
  }

  /** The greatest value that a plan may read, as text; empty when there are no rows. */
  Optional<String> greatest(ReadPlan plan, CursorColumns cursor) throws SQLException {
    try (PreparedStatement statement = queries.greatest(plan, cursor).prepare(connection)) {
      statement.setMaxRows(1);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < cursor.columns().size(); i++) {
          parts.add(text(row, i + 1, cursor.columns().get(i)));
        }
        return Optional.of(CursorColumns.join(parts));
      }
    }
  }

  /** The value of a result as {@link CursorValue} writes it. */
  String text(ResultSet row, int index, TableColumn column) throws SQLException {
    return text(dialect, table, row, index, column);
  }

  static String text(Dialect dialect, Table table, ResultSet row, int index, TableColumn column)
      throws SQLException {
    try {
      Column value = Column.of(column.type());
      column.reader().append(row, index, value);
      return dialect == Dialect.SQLITE ? row.getString(index) : CursorValue.text(value, 0);
    } catch (ColumnReader.Misfit e) {
      throw Refusals.error(table, column, e);
    }
  }

  private void requireNoNulls(CursorColumns cursor) throws SQLException {
    try (PreparedStatement statement =
            queries.nulls(ReadPlan.everything(), cursor).prepare(connection);
        ResultSet row = statement.executeQuery()) {
      row.next();
      long nulls = row.getLong(1);
      if (nulls > 0) {
        throw invalid(
            table,
            cursor.name(),
            "holds " + nulls + (nulls == 1 ? " null" : " nulls") + ": such rows would not be read",
            "Fill the column, choose another cursor, or set 'cursor-nulls' to include or exclude");
      }
    }
  }

  private static TributaryException missing(Table table, String name) {
    List<String> names = table.columns().stream().map(TableColumn::name).toList();
    return invalid(
        table,
        name,
        "is no column of the table",
        Nearest.to(name, names)
            .map(near -> "Did you mean '" + near + "'?")
            .orElse("Name one of: " + String.join(", ", names)));
  }

  private static TributaryException invalid(Table table, String name, String what, String next) {
    return new TributaryException(
        ErrorCode.CURSOR_INVALID,
        "Cursor '" + name + "' of " + table.ref().stream() + " " + what,
        next);
  }
}
