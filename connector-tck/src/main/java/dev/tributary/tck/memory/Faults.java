// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck.memory;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** The rows at which reading fails or waits. Thread-safe. */
final class Faults {

  private final Map<Long, Integer> failures = new ConcurrentHashMap<>();
  private final Object lock = new Object();
  private long held = -1;
  private int waiting;

  void failAt(long row, int times) {
    failures.put(row, times);
  }

  void clear() {
    failures.clear();
  }

  boolean at(long row) {
    synchronized (lock) {
      return failures.containsKey(row) || held == row;
    }
  }

  void holdAt(long row) {
    synchronized (lock) {
      held = row;
      lock.notifyAll();
    }
  }

  boolean awaitHeld(long millisMax) throws InterruptedException {
    long until = System.nanoTime() + millisMax * 1_000_000;
    synchronized (lock) {
      while (waiting == 0) {
        long left = (until - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return false;
        }
        lock.wait(left);
      }
      return true;
    }
  }

  /** Wakes readers that wait, so that they see that they were closed. */
  void wake() {
    synchronized (lock) {
      lock.notifyAll();
    }
  }

  /**
   * Fails or waits if that was asked for at this row.
   *
   * @throws TributaryException {@code SOURCE_UNAVAILABLE}, or {@code CANCELLED} when the wait ended
   *     by interruption or because {@code closed}
   */
  void pass(String stream, long row, BooleanSupplier closed) {
    waitWhileHeld(stream, row, closed);
    if (failures.containsKey(row)) {
      failures.computeIfPresent(row, (at, times) -> times > 1 ? times - 1 : null);
      throw new TributaryException(
          ErrorCode.SOURCE_UNAVAILABLE,
          "Reading stream '" + stream + "' failed at row " + row + ", as the test asked",
          "Read again");
    }
  }

  private void waitWhileHeld(String stream, long row, BooleanSupplier closed) {
    synchronized (lock) {
      if (held != row) {
        return;
      }
      waiting++;
      lock.notifyAll();
      try {
        while (held == row && !closed.getAsBoolean()) {
          lock.wait();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw cancelled(stream);
      } finally {
        waiting--;
      }
    }
    if (closed.getAsBoolean()) {
      throw cancelled(stream);
    }
  }

  static TributaryException cancelled(String stream) {
    return new TributaryException(
        ErrorCode.CANCELLED, "Reading stream '" + stream + "' was stopped", "Run again to go on");
  }
}
