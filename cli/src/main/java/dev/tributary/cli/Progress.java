// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import dev.tributary.load.Chain;
import dev.tributary.pipeline.RunListener;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Shows a person at a terminal how many rows have been read; elsewhere only notes are printed.
 * Thread-safe.
 */
final class Progress implements RunListener, AutoCloseable {

  private static final Duration PERIOD = Duration.ofMillis(250);
  private static final String ERASE_LINE = "\r\u001b[2K";

  private final Console console;
  private final LongAdder rows = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final ScheduledThreadPoolExecutor clock;

  Progress(Console console) {
    this.console = console;
    this.clock =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "tributary-progress");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Shows progress until it is closed. */
  Progress begin() {
    if (console.interactive()) {
      long period = PERIOD.toMillis();
      var unused = clock.scheduleAtFixedRate(this::draw, period, period, TimeUnit.MILLISECONDS);
    }
    return this;
  }

  @Override
  public void progress(Chain chain, long moreRows, long moreBytes) {
    rows.add(moreRows);
    bytes.add(moreBytes);
  }

  @Override
  public synchronized void notice(Chain chain, String message) {
    erase();
    console.err().println("note: " + Plain.printable(chain.stream() + ": " + message));
  }

  @Override
  public synchronized void close() {
    clock.shutdownNow();
    erase();
  }

  private synchronized void draw() {
    if (!clock.isShutdown()) {
      erase();
      console.err().print(Plain.count(rows.sum(), "row") + " read, " + Plain.bytes(bytes.sum()));
      console.err().flush();
    }
  }

  private void erase() {
    if (console.interactive()) {
      console.err().print(ERASE_LINE);
      console.err().flush();
    }
  }
}
