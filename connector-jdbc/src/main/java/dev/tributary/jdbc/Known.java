// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.Batch;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which rows that carry the last value read are new, where they were too many to be listed: found
 * by reading them all once more. Immutable.
 *
 * @param now all rows that carry the value
 * @param fresh the hashes of those that were not read before
 */
record Known(Boundary now, Set<Long> fresh) {

  Known {
    fresh = Set.copyOf(fresh);
  }

  /**
   * Compares the rows that there are with those that were read.
   *
   * @return empty when too many came and went to tell which
   */
  static Optional<Known> of(Boundary before, Boundary now) {
    return now.sketched()
        .minus(before.sketched())
        .map(difference -> new Known(now, new HashSet<>(difference.added())));
  }

  /** Whether a row of the value was read before. */
  boolean isOld(RowHash hash, Batch row) {
    return !fresh.contains(RowHash.number(hash.of(row, 0)));
  }

  /** The rows that are there and were read before. */
  Boundary old() {
    Sketch fresher = Sketch.EMPTY;
    for (long number : fresh) {
      fresher = fresher.with(number);
    }
    return new Boundary(
        now.last(), now.count() - fresh.size(), java.util.List.of(), now.sketched().less(fresher));
  }
}
