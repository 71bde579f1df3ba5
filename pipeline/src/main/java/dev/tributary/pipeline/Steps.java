// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.load.Chain;
import dev.tributary.load.LoadId;
import dev.tributary.load.TableName;
import dev.tributary.pipeline.RunEvent.Phase;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells the listener before and after each step of one chain. Thread-safe. */
record Steps(Chain chain, RunListener listener) {

  <T> T take(Step step, LoadId load, Supplier<T> work) {
    return take(step, load, Optional.empty(), work);
  }

  <T> T take(Step step, LoadId load, TableName table, Supplier<T> work) {
    return take(step, load, Optional.of(table), work);
  }

  void run(Step step, LoadId load, Runnable work) {
    take(
        step,
        load,
        Optional.empty(),
        () -> {
          work.run();
          return Boolean.TRUE;
        });
  }

  void notice(String message) {
    listener.notice(chain, message);
  }

  private <T> T take(Step step, LoadId load, Optional<TableName> table, Supplier<T> work) {
    listener.on(new RunEvent(step, Phase.BEFORE, chain, load, table));
    T result = work.get();
    listener.on(new RunEvent(step, Phase.AFTER, chain, load, table));
    return result;
  }
}
