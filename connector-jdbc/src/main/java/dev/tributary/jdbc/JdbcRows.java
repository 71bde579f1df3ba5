// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.BatchBuilder;
import dev.tributary.batch.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows through the getters of JDBC: works with every driver. */
final class JdbcRows implements Rows {

  private static final int FIRST_FETCH_ROWS = 32;

  private final List<TableColumn> columns;
  private final boolean guarded;
  private final Misfits misfits;
  private final JdbcSettings settings;
  private final int rawCursor;
  private final PreparedStatement statement;
  private @Nullable ResultSet result;
  private boolean exhausted;
  private @Nullable String lastRaw;

  /**
   * @param rawCursor the place, from 1, of a cursor whose text the database itself must say; 0 for
   *     none
   */
  JdbcRows(
      Connection connection,
      Query query,
      Table table,
      Misfits misfits,
      JdbcSettings settings,
      int rawCursor)
      throws SQLException {
    this.columns = table.columns();
    this.guarded = table.isGuarded();
    this.misfits = misfits;
    this.settings = settings;
    this.rawCursor = rawCursor;
    this.statement = query.prepare(connection);
    statement.setFetchSize(Math.min(FIRST_FETCH_ROWS, settings.fetchRows()));
  }

  @Override
  public boolean appendTo(BatchBuilder into) throws SQLException {
    ResultSet row = result == null ? execute() : result;
    if (!row.next()) {
      exhausted = true;
      return false;
    }
    misfits.begin();
    for (int i = 0; i < columns.size(); i++) {
      append(row, i, into.column(i));
    }
    if (guarded) {
      int tooLong = row.getInt(columns.size() + 1);
      if (tooLong > 0) {
        misfits.keptBack(tooLong - 1);
      }
    }
    into.endRow();
    lastRaw = rawCursor == 0 ? null : row.getString(rawCursor);
    return true;
  }

  private void append(ResultSet row, int column, Column into) throws SQLException {
    try {
      columns.get(column).reader().append(row, column + 1, into);
    } catch (ColumnReader.Misfit e) {
      misfits.add(column, e, into);
    } catch (SQLException e) {
      if (!ColumnReader.Misfit.isIn(e)) {
        throw e;
      }
      misfits.add(column, new ColumnReader.Misfit("a value could not be converted"), into);
    }
  }

  @Override
  public Misfits.@Nullable Cell misfit() {
    return misfits.first();
  }

  @Override
  public Optional<String> rawCursor() {
    return Optional.ofNullable(lastRaw);
  }

  @Override
  public void weigh(long bytesPerRow) throws SQLException {
    long rows = settings.batchBytes() / Math.max(1, bytesPerRow);
    if (result != null) {
      result.setFetchSize((int) Math.max(1, Math.min(rows, settings.fetchRows())));
    }
  }

  private ResultSet execute() throws SQLException {
    ResultSet executed = statement.executeQuery();
    result = executed;
    return executed;
  }

  @Override
  public void cancel() {
    try {
      statement.cancel();
    } catch (SQLException e) {
      // The read ends anyway when its connection is closed.
    }
  }

  @Override
  public void close() throws SQLException {
    if (result != null && !exhausted) {
      cancel(); // Else some drivers fetch the rest before they close.
    }
    statement.close();
  }
}
