// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Does work on threads, of which only so many run at once, whoever asked for them. Memory is
 * bounded with them: each holds one batch and the open row groups of its writers. Thread-safe.
 */
final class LocalExecutor {

  private final String name;
  private final Semaphore permits;

  LocalExecutor(String name, int parallelism) {
    this.name = name;
    this.permits = new Semaphore(parallelism);
  }

  /**
   * Does all and waits. When one fails, the others are interrupted, and the first failure is thrown
   * after all have ended. Interrupting the caller does the same, with {@code CANCELLED} and the
   * flag set.
   */
  <T> List<T> run(List<? extends Callable<T>> work) {
    BlockingQueue<FutureTask<T>> ended = new LinkedBlockingQueue<>();
    List<FutureTask<T>> tasks = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (Callable<T> each : work) {
      FutureTask<T> task = new FutureTask<>(() -> permitted(each));
      tasks.add(task);
      Thread thread =
          new Thread(
              () -> {
                task.run();
                ended.add(task);
              },
              name + "-" + tasks.size());
      thread.setDaemon(true);
      threads.add(thread);
    }
    try {
      threads.forEach(Thread::start);
      for (int i = 0; i < tasks.size(); i++) {
        result(ended.take());
      }
    } catch (InterruptedException e) {
      end(threads);
      Thread.currentThread().interrupt();
      throw cancelled(e);
    } catch (RuntimeException | Error e) {
      end(threads);
      throw e;
    }
    return tasks.stream().map(LocalExecutor::result).toList();
  }

  static TributaryException cancelled(@Nullable Throwable cause) {
    return new TributaryException(
        ErrorCode.CANCELLED,
        "The run was asked to stop",
        "Run again to go on where it stopped",
        cause);
  }

  private <T> T permitted(Callable<T> work) throws Exception {
    try {
      permits.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cancelled(e);
    }
    try {
      return work.call();
    } finally {
      permits.release();
    }
  }

  /**
   * What is interrupted still works until it notices; what it stages must not appear after
   * clean-up.
   */
  private static void end(List<Thread> threads) {
    threads.forEach(Thread::interrupt);
    boolean interrupted = false;
    for (Thread thread : threads) {
      interrupted |= joinFully(thread);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean joinFully(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    return interrupted;
  }

  private static <T> T result(FutureTask<T> ended) {
    try {
      return ended.get();
    } catch (InterruptedException e) {
      throw new IllegalStateException("Waited for work that had ended", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      if (e.getCause() instanceof RuntimeException runtime) {
        throw runtime;
      }
      throw new TributaryException(
          ErrorCode.INTERNAL,
          "A task failed: " + e.getCause(),
          "Report this with the stack trace",
          e);
    }
  }
}
