// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Lets several threads do something at the same moment. */
final class Race {

  private static final long PATIENCE_SECONDS = 60;

  private Race() {}

  /** What each of the tasks answered, in their order; throws what one of them threw. */
  static <T> List<T> run(List<? extends Callable<T>> tasks) {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      CyclicBarrier start = new CyclicBarrier(tasks.size());
      List<Future<T>> answers = new ArrayList<>();
      for (Callable<T> task : tasks) {
        answers.add(
            threads.submit(
                () -> {
                  start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                  return task.call();
                }));
      }
      return await(answers);
    } finally {
      threads.shutdownNow();
    }
  }

  private static <T> List<T> await(List<Future<T>> answers) {
    List<T> results = new ArrayList<>();
    for (Future<T> answer : answers) {
      try {
        results.add(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("The race was interrupted", e);
      } catch (Exception e) {
        throw new AssertionError("One of the racing calls failed: " + e, e);
      }
    }
    return results;
  }
}
