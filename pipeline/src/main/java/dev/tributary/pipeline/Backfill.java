// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import java.util.Optional;

/**
 * A part of a stream to read once more, or before its turn: the rows whose cursor lies from one
 * value on and before another. Immutable.
 *
 * @param from as people write it; empty: from the start
 * @param until as people write it, itself left out; empty: to the end
 * @param moves whether the stream's next run reads on from where the range ends
 */
public record Backfill(Optional<String> from, Optional<String> until, boolean moves) {

  public Backfill {
    if (from.isEmpty() && until.isEmpty()) {
      throw new IllegalArgumentException("A range without a beginning and an end is no range");
    }
  }
}
