// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * One state of PostgreSQL that other connections can read as long as this one is open. It holds no
 * lock on any table. Used by one thread at a time.
 */
final class Snapshot implements AutoCloseable {

  private final Session session;
  private final String name;
  private final Optional<Activity> before;
  private final CompletableFuture<Void> notice;

  private Snapshot(
      Session session, String name, Optional<Activity> before, CompletableFuture<Void> notice) {
    this.session = session;
    this.name = name;
    this.before = before;
    this.notice = notice;
  }

  /**
   * Takes a snapshot.
   *
   * @param old told after {@code patience}, unless it is closed before
   */
  static Snapshot take(Session session, Duration patience, Runnable old, Executor executor)
      throws SQLException {
    session.connection().setAutoCommit(true);
    session.execute(
        "SELECT set_config(name, '0', false) FROM pg_catalog.pg_settings"
            + " WHERE name IN ('idle_in_transaction_session_timeout', 'transaction_timeout')");
    Optional<Activity> before = Activity.look(session);
    session.connection().setAutoCommit(false);
    String name = String.valueOf(session.text("SELECT pg_catalog.pg_export_snapshot()"));
    CompletableFuture<Void> notice =
        new CompletableFuture<Void>()
            .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS);
    var unused = notice.thenRunAsync(old, executor);
    return new Snapshot(session, name, before, notice);
  }

  /** Whether a server that resembles PostgreSQL has no such thing. */
  static boolean isUnknown(SQLException e) {
    return Set.of("42883", "0A000", "42P01", "42704").contains(String.valueOf(e.getSQLState()));
  }

  /** Lets a connection, which has asked nothing yet, see the snapshot. */
  static void enter(Session session, String name, String doing) {
    try {
      session.execute("SET TRANSACTION SNAPSHOT '" + name.replace("'", "''") + "'");
    } catch (SQLException e) {
      throw new TributaryException(
          ErrorCode.SOURCE_UNAVAILABLE,
          doing
              + " failed: the snapshot in which it was planned is gone, since its connection ended"
              + " or another server was reached",
          "Run again; the read is then planned anew",
          e);
    }
  }

  String name() {
    return name;
  }

  /** What was going on before the snapshot was taken. */
  Optional<Activity> before() {
    return before;
  }

  /** Asks something in the snapshot, and lets go of the locks that the answer took. */
  <T> T ask(Question<T> question) throws SQLException {
    session.execute("SAVEPOINT asking");
    T answer = question.answer();
    session.execute("ROLLBACK TO SAVEPOINT asking");
    return answer;
  }

  Session session() {
    return session;
  }

  @Override
  public void close() {
    notice.cancel(false);
    session.close();
  }

  /** Something asked in the snapshot. */
  @FunctionalInterface
  interface Question<T> {
    T answer() throws SQLException;
  }
}
