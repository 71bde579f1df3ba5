// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns SIGINT and SIGTERM into an interruption of the thread at work, and holds the process until
 * that thread has ended its load cleanly, a minute at most. A load that is not decided by then is
 * one that the next run finds and sweeps.
 */
final class Interruption {

  private static final long PATIENCE_SECONDS = 60;

  private final Thread worker;
  private final CountDownLatch over = new CountDownLatch(1);

  private Interruption(Thread worker) {
    this.worker = worker;
  }

  /** Watches for signals from now on. */
  static Interruption of(Thread worker) {
    Interruption interruption = new Interruption(worker);
    Runtime.getRuntime().addShutdownHook(new Thread(interruption::stop, "tributary-interruption"));
    return interruption;
  }

  /** The work is done; the process may end as it likes. */
  void over() {
    over.countDown();
  }

  private void stop() {
    if (over.getCount() == 0) {
      return;
    }
    System.err.println("Interrupted; ending cleanly");
    worker.interrupt();
    awaitOver();
    System.out.flush();
    System.err.flush();
    // The code of a process that a signal ends is the signal's; only this sets another.
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
  }

  private void awaitOver() {
    try {
      if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("Still at work after " + PATIENCE_SECONDS + " s; leaving it");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
