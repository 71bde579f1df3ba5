// SPDX-License-Identifier: Apache-2.0
package dev.tributary.source;

import java.util.List;

/**
 * A bounded amount of reading, planned at once: its splits hold what a snapshot of the source held,
 * where the source can take one. The round keeps that snapshot open until it is closed. Used by one
 * thread at a time.
 */
public interface Round extends AutoCloseable {

  /** The splits; together they hold every row of the round once. Empty when nothing is new. */
  List<Split> splits();

  /** True when another round should be planned from where this one ends. */
  default boolean more() {
    return false;
  }

  /** At which places the source can tell a position from which reading goes on. */
  default Cut cut() {
    return Cut.NONE;
  }

  /** Frees what the round holds. Harmless when called twice. */
  @Override
  default void close() {}

  static Round of(List<Split> splits, Cut cut) {
    List<Split> copy = List.copyOf(splits);
    return new Round() {
      @Override
      public List<Split> splits() {
        return copy;
      }

      @Override
      public Cut cut() {
        return cut;
      }
    };
  }

  /** Where a round may be cut into several loads. */
  enum Cut {
    /** Nowhere: only the whole round has a position. */
    NONE,
    /** Whenever any set of splits has been read to the end. */
    SPLIT,
    /** Whenever each split has been read to the end of some batch, or not at all. */
    BATCH
  }
}
