// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.crash;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Tries many cases on benches of their own, two at a time, and collects what went wrong. */
final class Workers {

  /** Tries one case on a bench that is at its beginning; says nothing when all is as expected. */
  interface Trial<C> {
    String differences(Bench bench, C each);
  }

  private static final int WORKERS = 2;

  private final Path folder;
  private final Variant variant;
  private final Consumer<Shop> beginning;

  Workers(Path folder, Variant variant, Consumer<Shop> beginning) {
    this.folder = folder;
    this.variant = variant;
    this.beginning = beginning;
  }

  <C> List<String> each(Collection<C> cases, Trial<C> trial) {
    Queue<C> todo = new ConcurrentLinkedQueue<>(cases);
    List<String> differences = Collections.synchronizedList(new ArrayList<>());
    List<Callable<Boolean>> work = new ArrayList<>();
    for (int worker = 1; worker <= WORKERS; worker++) {
      Path place = folder.resolve("worker-" + worker);
      work.add(
          () -> {
            Bench bench = new Bench(place, variant, beginning);
            for (C each = todo.poll(); each != null; each = todo.poll()) {
              bench.restore("beginning");
              String found = tried(trial, bench, each);
              if (!found.isEmpty()) {
                differences.add(variant + ", " + each + ": " + found);
              }
            }
            return true;
          });
    }
    await(work);
    return List.copyOf(differences);
  }

  private static <C> String tried(Trial<C> trial, Bench bench, C each) {
    try {
      return trial.differences(bench, each);
    } catch (RuntimeException | AssertionError e) {
      return e.toString();
    }
  }

  private static void await(List<Callable<Boolean>> work) {
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    try {
      for (Future<Boolean> each : workers.invokeAll(work)) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } finally {
      workers.shutdownNow();
    }
  }
}
