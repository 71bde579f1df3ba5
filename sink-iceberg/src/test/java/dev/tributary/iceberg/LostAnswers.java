// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Loses the answer to the next request, which arrived or did not. Found by name; thread-safe. */
final class LostAnswers {

  private static final Map<String, LostAnswers> ALL = new ConcurrentHashMap<>();

  private final AtomicReference<Loss> next = new AtomicReference<>();

  private record Loss(boolean arrives, Runnable meanwhile, Exception instead) {}

  static LostAnswers named(String name) {
    return ALL.computeIfAbsent(name, each -> new LostAnswers());
  }

  /** The next request is done, then something else happens, then this is thrown as its answer. */
  void loseAnswer(Exception instead, Runnable meanwhile) {
    next.set(new Loss(true, meanwhile, instead));
  }

  /** The next request never arrives. */
  void loseRequest(Exception instead) {
    next.set(new Loss(false, () -> {}, instead));
  }

  boolean isArmed() {
    return next.get() != null;
  }

  <T> T around(Callable<T> request) throws Exception {
    Loss loss = next.getAndSet(null);
    if (loss == null) {
      return request.call();
    }
    if (loss.arrives()) {
      request.call();
    }
    loss.meanwhile().run();
    throw loss.instead();
  }
}
