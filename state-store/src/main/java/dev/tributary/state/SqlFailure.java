// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

/** What the failures of databases mean. */
final class SqlFailure {

  private static final int SQLITE_BUSY = 5;
  private static final int SQLITE_LOCKED = 6;
  private static final int SQLITE_CONSTRAINT = 19;

  /** Serialization failure, deadlock, lock timeout; H2's for a row changed meanwhile. */
  private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "55P03", "HYT00", "90131");

  private static final int MARIADB_LOCK_TIMEOUT = 1205;

  private SqlFailure() {}

  /** There is a row with this key. */
  static boolean isDuplicate(SQLException failure) {
    return state(failure).startsWith("23")
        || (isSqlite(failure) && primary(failure) == SQLITE_CONSTRAINT);
  }

  /** Another writer was in the way; nothing was changed. */
  static boolean isConflict(SQLException failure) {
    return CONFLICTS.contains(state(failure))
        || failure.getErrorCode() == MARIADB_LOCK_TIMEOUT
        || (isSqlite(failure)
            && (primary(failure) == SQLITE_BUSY || primary(failure) == SQLITE_LOCKED));
  }

  static TributaryException error(String verb, String table, SQLException failure) {
    String message =
        "Cannot " + verb + " the state in table " + table + ": " + failure.getMessage();
    if (state(failure).startsWith("28")) {
      return new TributaryException(
          ErrorCode.ACCESS_DENIED, message, "Correct the state's user and password", failure);
    }
    return new TributaryException(
        ErrorCode.STATE_UNAVAILABLE,
        message,
        "Check that the database is up and lets this user use the table, then run again",
        failure);
  }

  private static String state(SQLException failure) {
    return failure.getSQLState() == null ? "" : failure.getSQLState();
  }

  private static boolean isSqlite(SQLException failure) {
    return failure.getClass().getName().toLowerCase(Locale.ROOT).contains("sqlite");
  }

  /** SQLite tells more in the higher bits. */
  private static int primary(SQLException failure) {
    return failure.getErrorCode() & 0xFF;
  }
}
