// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** How fast rows may be read, over all connections together. Thread-safe. */
final class Pace {

  private static final long SECOND_NANOS = 1_000_000_000;
  private static final long LOOK_NANOS = 50_000_000;

  private final Optional<Long> rowsPerSecond;
  private final Optional<Long> bytesPerSecond;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition passing = lock.newCondition();
  private long free = System.nanoTime();

  Pace(Optional<Long> rowsPerSecond, Optional<Long> bytesPerSecond) {
    this.rowsPerSecond = rowsPerSecond;
    this.bytesPerSecond = bytesPerSecond;
  }

  /**
   * Counts what was read and waits until that is not too much, or {@code stop}, or an interrupt,
   * which stays set.
   */
  void read(long rows, long bytes, BooleanSupplier stop) {
    long nanos =
        Math.max(
            rowsPerSecond.map(most -> nanos(rows, most)).orElse(0L),
            bytesPerSecond.map(most -> nanos(bytes, most)).orElse(0L));
    if (nanos == 0) {
      return;
    }
    lock.lock();
    try {
      free = Math.max(free, System.nanoTime()) + nanos;
      long until = free;
      while (until - System.nanoTime() > 0 && !stop.getAsBoolean()) {
        long wait = Math.min(LOOK_NANOS, until - System.nanoTime());
        var unused = passing.await(wait, TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private static long nanos(long count, long perSecond) {
    return (long) ((double) count / perSecond * SECOND_NANOS);
  }
}
