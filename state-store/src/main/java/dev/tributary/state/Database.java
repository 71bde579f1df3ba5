// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Runs one piece of work at a time on the table of states, in a connection of its own. */
final class Database {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ATTEMPTS_MAX = 20;
  private static final long PAUSE_NANOS = Duration.ofMillis(5).toNanos();

  private final JdbcStateStore.Connections connections;
  private final String table;
  private final ReentrantLock lock = new ReentrantLock(true);
  private boolean tableSeen; // guarded by lock

  Database(JdbcStateStore.Connections connections, String table) {
    if (table.isEmpty() || table.startsWith(".") || table.endsWith(".") || table.contains("..")) {
      throw new TributaryException(
          ErrorCode.SETTING_INVALID,
          "'" + table + "' is no name for a table",
          "Write a name, or a schema, a point and a name");
    }
    this.connections = connections;
    this.table = table;
  }

  /** Does the work; what another writer was in the way of is tried again. */
  <T> T call(String verb, Work<T> work) {
    enter();
    try {
      for (int attempt = 1; ; attempt++) {
        try {
          return once(work);
        } catch (SQLException e) {
          if (attempt == ATTEMPTS_MAX || !SqlFailure.isConflict(e)) {
            throw SqlFailure.error(verb, table, e);
          }
          LockSupport.parkNanos(attempt * PAUSE_NANOS);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private <T> T once(Work<T> work) throws SQLException {
    try (Connection connection = connections.open()) {
      StateTable states = new StateTable(connection, table);
      if (!tableSeen) {
        states.ensure();
        tableSeen = true;
      }
      return committed(connection, work, states);
    }
  }

  private static <T> T committed(Connection connection, Work<T> work, StateTable states)
      throws SQLException {
    if (connection.getAutoCommit()) {
      return work.on(states);
    }
    try {
      T result = work.on(states);
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException e) {
      rollback(connection, e);
      throw e;
    }
  }

  private static void rollback(Connection connection, Exception reason) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  private void enter() {
    try {
      if (!lock.tryLock() && !lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TributaryException(
            ErrorCode.STATE_UNAVAILABLE,
            "The database of table "
                + table
                + " is busy for more than "
                + PATIENCE.toSeconds()
                + " s",
            "Check the database, then run again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TributaryException(
          ErrorCode.CANCELLED, "Interrupted while waiting for table " + table, "Run again", e);
    }
  }

  /** Something done with the table. */
  @FunctionalInterface
  interface Work<T> {
    T on(StateTable states) throws SQLException;
  }
}
