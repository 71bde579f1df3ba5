// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.Batch;
import dev.tributary.load.Position;
import dev.tributary.source.SplitReader;
import org.jspecify.annotations.Nullable;

/** A split that was read to its end before. */
record FinishedReader(Position position) implements SplitReader {

  @Override
  public @Nullable Batch next() {
    return null;
  }

  @Override
  public void close() {}
}
