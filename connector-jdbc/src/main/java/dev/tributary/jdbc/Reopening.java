// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.sql.SQLException;
import java.time.Duration;

/** How often, and after how long, a read goes on over another connection. Used by one thread. */
final class Reopening {

  private static final long FIRST_WAIT_MILLIS = 100;
  private static final int FACTOR = 3;

  private final String doing;
  private final SqlFailures failures;
  private int left;
  private long waitMillis = FIRST_WAIT_MILLIS;

  Reopening(String doing, JdbcSettings settings, SqlFailures failures) {
    this.doing = doing;
    this.failures = failures;
    this.left = settings.reconnects();
  }

  String doing() {
    return doing;
  }

  /**
   * How long to wait before trying once more.
   *
   * @throws TributaryException when it is no use, or was tried often enough
   */
  Duration after(SQLException e) {
    if (!failures.isLost(e)) {
      throw failed(e);
    }
    return next(failed(e));
  }

  TributaryException failed(SQLException e) {
    return failures.during(doing, e);
  }

  /** As {@link #after(SQLException)}, for a connection that could not be opened. */
  Duration after(TributaryException e) {
    boolean refused =
        e.code() == ErrorCode.SOURCE_UNAVAILABLE
            && e.getCause() instanceof SQLException cause
            && failures.isLost(cause);
    if (!refused) {
      throw e;
    }
    return next(e);
  }

  private Duration next(TributaryException e) {
    if (left-- <= 0) {
      throw e;
    }
    Duration wait = Duration.ofMillis(waitMillis);
    waitMillis *= FACTOR;
    return wait;
  }
}
