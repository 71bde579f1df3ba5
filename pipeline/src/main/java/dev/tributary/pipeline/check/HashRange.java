// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import java.util.Optional;

/**
 * A range of hashes, by their upper 62 bits. Immutable.
 *
 * @param to not included
 */
record HashRange(long from, long to) {

  private static final long END = 1L << 62;

  static final HashRange ALL = new HashRange(0, END);

  boolean has(long hash) {
    long place = hash >>> 2;
    return place >= from && place < to;
  }

  /** The lower half of it. */
  HashRange half() {
    if (to - from < 2) {
      throw new IllegalStateException("A single hash cannot be halved");
    }
    return new HashRange(from, from + (to - from) / 2);
  }

  /** As much again behind it; empty when it ends where all do. */
  Optional<HashRange> next() {
    return to == END
        ? Optional.empty()
        : Optional.of(new HashRange(to, Math.min(END, to + (to - from))));
  }
}
