// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** So many connections may be open at once; others wait for their turn. Thread-safe. */
final class Places {

  private final String what;
  private final Semaphore free;
  private final int count;

  Places(String what, int count) {
    this.what = what;
    this.count = count;
    this.free = new Semaphore(count, true);
  }

  /**
   * Waits for a place, at most {@code patience}.
   *
   * @return gives it back
   * @throws TributaryException {@code LIMIT_REACHED} when none became free, {@code CANCELLED} when
   *     interrupted
   */
  Runnable take(Duration patience) {
    try {
      if (free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return free::release;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TributaryException(
          ErrorCode.CANCELLED, "Waiting for a connection was stopped", "Run again to go on", e);
    }
    throw new TributaryException(
        ErrorCode.LIMIT_REACHED,
        "All " + count + " " + what + " were in use for " + patience.toMinutes() + " minutes",
        "Let 'max-connections' be more, or read fewer streams at once");
  }
}
