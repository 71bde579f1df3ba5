// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Cancels statements whose thread was interrupted: drivers do not look while they wait for the
 * database. One daemon thread looks several times a second, from the first statement until {@link
 * #close()}. Thread-safe.
 */
final class InterruptWatch implements AutoCloseable {

  private static final long PERIOD_MILLIS = 100;

  private record Waiting(Thread thread, Runnable cancel) {}

  private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();
  private final AtomicLong next = new AtomicLong();
  private final Object lock = new Object();
  private @Nullable ScheduledExecutorService watcher;
  private boolean closed;

  /** Watches the current thread until the result is closed. */
  Watched during(Runnable cancel) {
    start();
    long id = next.incrementAndGet();
    waiting.put(id, new Waiting(Thread.currentThread(), cancel));
    return () -> waiting.remove(id);
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      if (watcher != null) {
        watcher.shutdownNow();
      }
    }
  }

  private void start() {
    synchronized (lock) {
      if (watcher == null && !closed) {
        watcher = Executors.newSingleThreadScheduledExecutor(InterruptWatch::daemon);
        var unused =
            watcher.scheduleWithFixedDelay(
                this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
  }

  private void look() {
    for (Waiting each : waiting.values()) {
      if (each.thread().isInterrupted()) {
        each.cancel().run();
      }
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "tributary-jdbc-interrupts");
    thread.setDaemon(true);
    return thread;
  }

  /** A thread that is watched. */
  interface Watched extends AutoCloseable {
    @Override
    void close();
  }
}
