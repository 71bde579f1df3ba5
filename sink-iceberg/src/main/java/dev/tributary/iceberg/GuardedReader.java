// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.batch.Batch;
import dev.tributary.sink.BatchReader;
import org.jspecify.annotations.Nullable;

/** A reader whose failures, which may come with any batch, are errors with a code. */
record GuardedReader(Faults faults, String doing, BatchReader reader) implements BatchReader {

  /** A null result is an answer here, which a supplier of the guard may not give. */
  @Override
  public @Nullable Batch next() {
    @Nullable Batch[] next = new @Nullable Batch[1];
    faults.run(doing, () -> next[0] = reader.next());
    return next[0];
  }

  @Override
  public void close() {
    faults.run(doing, reader::close);
  }
}
