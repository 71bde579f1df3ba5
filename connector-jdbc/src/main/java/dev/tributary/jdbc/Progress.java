// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.Batch;
import dev.tributary.load.Position;
import java.util.Optional;

/** How far a split has been read, and which rows were read before. Owned by one thread. */
interface Progress {

  /** Whether the next row must be shown to {@link #isOld} first. */
  boolean looksForOldRows();

  /**
   * Whether the only row of {@code row} was read before this read began.
   *
   * @param raw its cursor as the database holds it, where that differs from its text
   */
  boolean isOld(Batch row, Optional<String> raw);

  /**
   * Takes note of rows that were read.
   *
   * @param raw the cursor of the last row as the database holds it, where that differs from its
   *     text
   */
  void advance(Batch batch, Optional<String> raw);

  /** Takes note that there are no more rows. */
  void finish();

  Position position();
}
