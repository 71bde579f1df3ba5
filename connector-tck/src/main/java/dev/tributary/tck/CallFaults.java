// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Counts calls and does what was asked for before and after the n-th of a kind. Thread-safe. */
final class CallFaults<C> {

  private record At<C>(C call, int nth) {}

  private final Object lock = new Object();
  private final List<C> calls = new ArrayList<>();
  private final Map<C, Integer> counts = new HashMap<>();
  private final Map<At<C>, Runnable> before = new HashMap<>();
  private final Map<At<C>, Runnable> after = new HashMap<>();

  void before(C call, int nth, Runnable task) {
    synchronized (lock) {
      before.put(new At<>(call, nth), task);
    }
  }

  void after(C call, int nth, Runnable task) {
    synchronized (lock) {
      after.put(new At<>(call, nth), task);
    }
  }

  List<C> calls() {
    synchronized (lock) {
      return List.copyOf(calls);
    }
  }

  /** Does the work between what was asked for before and after it; both run without the lock. */
  <T> T through(C call, Supplier<T> work) {
    Runnable first;
    Runnable last;
    synchronized (lock) {
      calls.add(call);
      At<C> at = new At<>(call, counts.merge(call, 1, Integer::sum));
      first = before.getOrDefault(at, CallFaults::nothing);
      last = after.getOrDefault(at, CallFaults::nothing);
    }
    first.run();
    T answer = work.get();
    last.run();
    return answer;
  }

  private static void nothing() {}
}
