// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.source.Round;
import dev.tributary.source.Split;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A planned round that keeps its snapshot open until it is closed. */
record JdbcRound(List<Split> splits, Cut cut, Runnable release, AtomicBoolean closed)
    implements Round {

  JdbcRound(List<Split> splits, Cut cut, Runnable release) {
    this(List.copyOf(splits), cut, release, new AtomicBoolean());
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      release.run();
    }
  }
}
