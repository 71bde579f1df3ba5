// SPDX-License-Identifier: Apache-2.0
package dev.tributary.sink;

import dev.tributary.batch.Batch;
import org.jspecify.annotations.Nullable;

/** Reads rows back out of a sink. Owned by one thread at a time. */
public interface BatchReader extends AutoCloseable {

  /** The next rows, at least one, or null after the last; valid until the next call. Blocks. */
  @Nullable Batch next();

  @Override
  void close();
}
