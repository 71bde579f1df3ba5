// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.load.Fields;
import dev.tributary.load.WriteMode;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How a load that merges does so. Immutable.
 *
 * @param strategy what becomes of a row whose key the table has already
 * @param dedupBy the field that decides among rows of one load with one key: the greatest value
 *     wins. Without it, and among equals, the row that came last does
 * @param deleteFlag a boolean field; a row where it is true deletes the one with its key
 */
public record Merging(Strategy strategy, Optional<String> dedupBy, Optional<String> deleteFlag) {

  /** Rows replace those with their key; the last that comes wins. */
  public static final Merging UPSERT =
      new Merging(Strategy.UPSERT, Optional.empty(), Optional.empty());

  /** What becomes of a row whose key the table has already. */
  public enum Strategy {
    /** It takes the other's place. */
    UPSERT,
    /** It is left out. */
    INSERT_ONLY
  }

  public Merging withStrategy(Strategy newStrategy) {
    return new Merging(newStrategy, dedupBy, deleteFlag);
  }

  public Merging withDedupBy(String field) {
    return new Merging(strategy, Optional.of(field), deleteFlag);
  }

  public Merging withDeleteFlag(String field) {
    return new Merging(strategy, dedupBy, Optional.of(field));
  }

  /**
   * As a sink is told.
   *
   * @param named what the table calls a field
   */
  Fields options(UnaryOperator<String> named) {
    Fields options = Fields.empty();
    if (strategy == Strategy.INSERT_ONLY) {
      options = options.with(WriteMode.INSERT_ONLY, true);
    }
    if (dedupBy.isPresent()) {
      options = options.with(WriteMode.DEDUP_BY, named.apply(dedupBy.get()));
    }
    return deleteFlag.isPresent()
        ? options.with(WriteMode.DELETE_FLAG, named.apply(deleteFlag.get()))
        : options;
  }
}
