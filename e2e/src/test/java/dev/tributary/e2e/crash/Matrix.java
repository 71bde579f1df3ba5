// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.crash;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Kills one run of a variant at each of its moments, brings the shop back from every death with the
 * state kept and with the state lost, and compares it with one that nobody disturbed. Two deaths at
 * a time.
 */
final class Matrix {

  /** What happens to the state store between death and the next run. */
  enum State {
    KEPT,
    LOST
  }

  /** What was done, and what was found to be wrong. */
  record Outcome(Set<Moment> kills, int recoveries, List<String> differences) {}

  private static final int WORKERS = 2;

  private final Path folder;
  private final Variant variant;
  private final Consumer<Shop> beginning;

  /**
   * @param folder empty
   * @param beginning what happens to the shop after its undisturbed first load
   */
  Matrix(Path folder, Variant variant, Consumer<Shop> beginning) {
    this.folder = folder;
    this.variant = variant;
    this.beginning = beginning;
  }

  Outcome run() {
    Bench undisturbed = new Bench(folder.resolve("undisturbed"), variant, shop -> {});
    undisturbed.shop().run(variant.after());
    Evidence expected = Evidence.of(undisturbed.shop());
    Bench recorded = new Bench(folder.resolve("recorded"), variant, beginning);
    List<Moment> moments = Moments.of(recorded.shop(), variant.after());
    Queue<Moment> todo = new ConcurrentLinkedQueue<>(moments);
    List<String> differences = Collections.synchronizedList(new ArrayList<>());
    work(worker -> kill(new Bench(place(worker), variant, beginning), todo, expected, differences));
    return new Outcome(
        Set.copyOf(moments), moments.size() * State.values().length, List.copyOf(differences));
  }

  private void kill(
      Bench bench, Queue<Moment> todo, Evidence expected, List<String> differences) {
    for (Moment moment = todo.poll(); moment != null; moment = todo.poll()) {
      bench.restore("beginning");
      Processes.kill(bench.shop(), variant.after(), moment);
      bench.save("corpse");
      for (State state : EnumSet.allOf(State.class)) {
        bench.restore("corpse");
        String difference = recover(bench.shop(), state, expected);
        if (!difference.isEmpty()) {
          differences.add(variant + " killed " + moment + ", state " + state + ": " + difference);
        }
      }
    }
  }

  private String recover(Shop shop, State state, Evidence expected) {
    try {
      if (state == State.LOST) {
        shop.loseState();
      }
      shop.run(variant.after());
      Evidence found = Evidence.of(shop);
      return found.equals(expected) ? "" : found + "\n  instead of " + expected;
    } catch (RuntimeException | AssertionError e) {
      return e.toString();
    }
  }

  private Path place(int worker) {
    return folder.resolve("worker-" + worker);
  }

  private static void work(Consumer<Integer> worker) {
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    try {
      List<Future<?>> all =
          Stream.iterate(1, i -> i + 1)
              .limit(WORKERS)
              .<Future<?>>map(i -> workers.submit(() -> worker.accept(i)))
              .collect(Collectors.toList());
      for (Future<?> each : all) {
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
