// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.load.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A few threads that do work whose results come as they are done. Used by one thread. */
final class Workers<T> implements AutoCloseable {

  private final TableName table;
  private final ExecutorService threads;
  private final CompletionService<T> done;
  private final AtomicBoolean stopped;

  /**
   * @param stopped is set when the work is no longer wanted
   */
  Workers(TableName table, int count, AtomicBoolean stopped) {
    this.table = table;
    this.stopped = stopped;
    this.threads =
        Executors.newFixedThreadPool(
            count,
            work -> {
              Thread thread = new Thread(work, "tributary-upkeep");
              thread.setDaemon(true);
              return thread;
            });
    this.done = new ExecutorCompletionService<>(threads);
  }

  void submit(Callable<T> work) {
    done.submit(
        () -> {
          if (stopped.get()) {
            throw GroupRewrite.cancelled(table);
          }
          return work.call();
        });
  }

  /** The next result; what its work threw. Blocks. */
  T next() {
    try {
      return done.take().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw GroupRewrite.cancelled(table);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Stops, and gives what was done all the same. Blocks until no thread works any more. */
  List<T> rest() {
    stopped.set(true);
    threads.shutdown();
    boolean interrupted = Thread.interrupted();
    List<T> rest = new ArrayList<>();
    while (!isDone()) {
      interrupted |= Thread.interrupted();
    }
    for (Future<T> each = done.poll(); each != null; each = done.poll()) {
      result(each, rest);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return rest;
  }

  @Override
  public void close() {
    stopped.set(true);
    threads.shutdown();
  }

  private boolean isDone() {
    try {
      return threads.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void result(Future<T> future, List<T> into) {
    try {
      into.add(future.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException failed) {
      stopped.set(true); // the first failure is what the caller throws
    }
  }
}
