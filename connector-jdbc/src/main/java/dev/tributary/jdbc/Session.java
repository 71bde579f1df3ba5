// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;

/** A connection that reads only, and its place among those that may be open. Used as JDBC says. */
final class Session implements AutoCloseable {

  private final Connection connection;
  private final Runnable release;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * @param release gives the place back
   */
  Session(Connection connection, Runnable release) {
    this.connection = connection;
    this.release = release;
  }

  Connection connection() {
    return connection;
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first value that a query answers, as text; null when there is none. */
  @org.jspecify.annotations.Nullable
  String text(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : null;
    }
  }

  /** Ends what the connection does, from any thread. */
  void abort() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // What was asked is answered in the end, and then its thread stops.
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      Connections.closeQuietly(connection);
      release.run();
    }
  }
}
