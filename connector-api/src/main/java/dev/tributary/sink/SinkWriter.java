// SPDX-License-Identifier: Apache-2.0
package dev.tributary.sink;

import dev.tributary.batch.Batch;
import dev.tributary.load.Staged;

/** Stages rows of one schema for one table. Owned by one thread at a time. */
public interface SinkWriter extends AutoCloseable {

  /** Stages the batch's rows in order; the batch may be used again when this returns. Blocks. */
  void write(Batch batch);

  /**
   * Makes everything written durable and says where it is. Blocks; called once, last before close.
   */
  Staged finish();

  /**
   * Ends the writer; without {@link #finish()} before, what it wrote is gone. Harmless when
   * repeated.
   */
  @Override
  void close();
}
