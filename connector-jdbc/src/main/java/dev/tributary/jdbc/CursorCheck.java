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
import java.util.List;
import java.util.Optional;

/** What must be true of a cursor, and how far it has come. Used by one thread. */
final class CursorCheck {

  /** The greatest value of a cursor, as text and, by itself in a column, as a value. */
  record Greatest(String text, Column value) {}

  private final Connection connection;
  private final Table table;
  private final Queries queries;
  private final Dialect dialect;

  CursorCheck(Connection connection, Table table, Queries queries, Dialect dialect) {
    this.connection = connection;
    this.table = table;
    this.queries = queries;
    this.dialect = dialect;
  }

  /**
   * The column called {@code name}, which has an order and holds no nulls.
   *
   * @throws TributaryException {@code CURSOR_INVALID}
   */
  TableColumn sound(String name) throws SQLException {
    TableColumn cursor = table.column(name).orElseThrow(() -> missing(name));
    if (!CursorValue.isOrderable(cursor)) {
      throw invalid(
          name,
          "is of the type " + cursor.declared() + ", by which rows cannot be ordered",
          "Choose a column of numbers, dates, timestamps or text");
    }
    long nulls = cursor.required() ? 0 : nulls(cursor);
    if (nulls > 0) {
      throw invalid(
          name,
          "holds " + nulls + (nulls == 1 ? " null" : " nulls") + ": such rows would never be read",
          "Fill the column, choose another cursor, or read without one");
    }
    return cursor;
  }

  /** The greatest value there is; empty when there are no rows. */
  Optional<Greatest> greatest(TableColumn cursor) throws SQLException {
    try (PreparedStatement statement = queries.greatest(cursor).prepare(connection)) {
      statement.setMaxRows(1);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        Column value = Column.of(cursor.type());
        cursor.reader().append(row, 1, value);
        String text = dialect == Dialect.SQLITE ? row.getString(1) : CursorValue.text(value, 0);
        return Optional.of(new Greatest(text, value));
      } catch (ColumnReader.Misfit e) {
        throw Refusals.error(table, cursor, e);
      }
    }
  }

  private long nulls(TableColumn cursor) throws SQLException {
    try (PreparedStatement statement = queries.nulls(cursor).prepare(connection);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private TributaryException missing(String name) {
    List<String> names = table.columns().stream().map(TableColumn::name).toList();
    return invalid(
        name,
        "is no column of the table",
        Nearest.to(name, names)
            .map(near -> "Did you mean '" + near + "'?")
            .orElse("Name one of: " + String.join(", ", names)));
  }

  private TributaryException invalid(String name, String what, String next) {
    return new TributaryException(
        ErrorCode.CURSOR_INVALID,
        "Cursor '" + name + "' of " + table.ref().stream() + " " + what,
        next);
  }
}
