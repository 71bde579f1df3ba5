// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.BatchBuilder;
import dev.tributary.batch.Column;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Rows of PostgreSQL through {@code COPY … TO STDOUT (FORMAT binary)}, parsed straight into
 * columns. Touched only where PostgreSQL's driver is present.
 */
final class PostgresCopyRows implements Rows {

  private static final int HEADER_BYTES = 19;

  private final PostgresCell[] cells;
  private final boolean guarded;
  private final Misfits misfits;
  private final PGConnection connection;
  private final String sql;
  private @Nullable CopyOut copy;

  private PostgresCopyRows(PGConnection connection, Query query, Table table, Misfits misfits) {
    this.cells = table.columns().stream().map(PostgresCell::of).toArray(PostgresCell[]::new);
    this.guarded = table.isGuarded();
    this.misfits = misfits;
    this.connection = connection;
    this.sql = "COPY (" + query.literal() + ") TO STDOUT (FORMAT binary)";
  }

  /** The rows of {@code query}, or empty where the connection is not one of this driver. */
  static Optional<Rows> open(Connection connection, Query query, Table table, Misfits misfits)
      throws SQLException {
    try {
      return connection.isWrapperFor(PGConnection.class)
          ? Optional.of(
              new PostgresCopyRows(connection.unwrap(PGConnection.class), query, table, misfits))
          : Optional.empty();
    } catch (LinkageError e) {
      return Optional.empty(); // The driver is not visible to this class: use JDBC.
    }
  }

  @Override
  public boolean appendTo(BatchBuilder into) throws SQLException {
    boolean first = copy == null;
    CopyOut rows = copy == null ? execute() : copy;
    byte @Nullable [] row = rows.readFromCopy();
    if (row == null) {
      return false;
    }
    int at = first ? HEADER_BYTES : 0;
    int count = PostgresCell.shortAt(row, at);
    if (count < 0) {
      rows.readFromCopy(); // Nothing follows the trailer but the end of the statement.
      return false;
    }
    append(row, at + Short.BYTES, into);
    into.endRow();
    return true;
  }

  private CopyOut execute() throws SQLException {
    CopyOut executed = connection.getCopyAPI().copyOut(sql);
    copy = executed;
    return executed;
  }

  private void append(byte[] row, int start, BatchBuilder into) {
    misfits.begin();
    int at = start;
    for (int i = 0; i < cells.length; i++) {
      int length = PostgresCell.intAt(row, at);
      at += Integer.BYTES;
      if (length < 0) {
        into.column(i).appendNull();
      } else {
        append(i, row, at, length, into.column(i));
        at += length;
      }
    }
    if (guarded) {
      int tooLong = PostgresCell.intAt(row, at + Integer.BYTES);
      if (tooLong > 0) {
        misfits.keptBack(tooLong - 1);
      }
    }
  }

  private void append(int cell, byte[] row, int at, int length, Column into) {
    try {
      if (length > misfits.maxValueBytes()) {
        throw LongValues.tooLong(misfits.maxValueBytes());
      }
      cells[cell].append(row, at, length, into);
    } catch (ColumnReader.Misfit e) {
      misfits.add(cell, e, into);
    }
  }

  @Override
  public Misfits.@Nullable Cell misfit() {
    return misfits.first();
  }

  @Override
  public Optional<String> rawCursor() {
    return Optional.empty();
  }

  @Override
  public void weigh(long bytesPerRow) {}

  @Override
  public void cancel() {
    try {
      connection.cancelQuery();
    } catch (SQLException e) {
      // The read ends anyway when its connection is closed.
    }
  }

  @Override
  public void close() throws SQLException {
    if (copy != null && copy.isActive()) {
      copy.cancelCopy();
    }
  }
}
