// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/**
 * Which transactions were going on in PostgreSQL, looked at outside of any. Immutable.
 *
 * @param next the first transaction that had not begun
 * @param open whether any transaction was open that may still write
 * @param age how long the oldest of them had been open
 * @param nanos when this was, on the clock of this process
 */
record Activity(long next, boolean open, Duration age, long nanos) {

  /**
   * Our own transactions write nothing. Those of others are seen where the user may see them, as
   * members of {@code pg_monitor} may.
   */
  private static final String LOOK =
      "SELECT txid_snapshot_xmax(txid_current_snapshot()), COUNT(xact_start),"
          + " COALESCE(EXTRACT(EPOCH FROM clock_timestamp() - MIN(xact_start)), 0) * 1000"
          + " FROM pg_catalog.pg_stat_activity"
          + " WHERE datname = current_database() AND pid <> pg_backend_pid()"
          + " AND backend_type = 'client backend' AND application_name <> 'tributary'";

  /** Empty where the server only resembles PostgreSQL. */
  static Optional<Activity> look(Session session) {
    long nanos = System.nanoTime();
    try (Statement statement = session.connection().createStatement();
        ResultSet row = statement.executeQuery(LOOK)) {
      row.next();
      return Optional.of(
          new Activity(
              row.getLong(1),
              row.getLong(2) > 0,
              Duration.ofMillis((long) row.getDouble(3)),
              nanos));
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  /** At least how long ago the oldest transaction began that is open now, in whole seconds. */
  Duration ageNow() {
    return Duration.ofSeconds(age.plusNanos(System.nanoTime() - nanos).toSeconds() + 1);
  }
}
