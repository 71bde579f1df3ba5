// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.load.Fields;
import dev.tributary.load.WriteMode;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How a load that merges does so. Immutable.
 *
 * @param strategy what becomes of a row whose key the table has already
 * @param dedupBy the field that decides among rows of one load with one key: the greatest value
 *     wins. Without it, and among equals, the row that came last does
 * @param deleteFlag a boolean field; a row where it is true deletes the one with its key
 * @param mergeKey the fields that make a group, for {@link Strategy#DELETE_INSERT}; default: those
 *     that tell rows apart
 * @param history of meaning for {@link Strategy#SCD2} only
 */
public record Merging(
    Strategy strategy,
    Optional<String> dedupBy,
    Optional<String> deleteFlag,
    List<String> mergeKey,
    History history) {

  /** Rows replace those with their key; the last that comes wins. */
  public static final Merging UPSERT =
      new Merging(Strategy.UPSERT, Optional.empty(), Optional.empty(), List.of(), History.STANDARD);

  /** What becomes of a row whose key the table has already. */
  public enum Strategy {
    /** It takes the other's place. */
    UPSERT,
    /** It is left out. */
    INSERT_ONLY,
    /** The rows of its group come, and those that the table has of it go. */
    DELETE_INSERT,
    /** It comes beside the other, which ends, where it differs; every version is kept. */
    SCD2
  }

  public Merging withStrategy(Strategy newStrategy) {
    return new Merging(newStrategy, dedupBy, deleteFlag, mergeKey, history);
  }

  public Merging withDedupBy(String field) {
    return new Merging(strategy, Optional.of(field), deleteFlag, mergeKey, history);
  }

  public Merging withDeleteFlag(String field) {
    return new Merging(strategy, dedupBy, Optional.of(field), mergeKey, history);
  }

  /** Keeps every version of the rows. */
  public Merging keeping(History newHistory) {
    return new Merging(Strategy.SCD2, dedupBy, deleteFlag, mergeKey, newHistory);
  }

  /** Groups of rows take the place of groups. */
  public Merging byGroups(String... fields) {
    return new Merging(Strategy.DELETE_INSERT, dedupBy, deleteFlag, List.of(fields), history);
  }

  boolean isByGroups() {
    return strategy == Strategy.DELETE_INSERT;
  }

  boolean keepsHistory() {
    return strategy == Strategy.SCD2;
  }

  /** For rows that come back one by one. */
  Merging retiringNone() {
    return new Merging(strategy, dedupBy, deleteFlag, mergeKey, history.retiringNone());
  }

  /** Whether a load must bring all that there is. */
  boolean needsAll() {
    return keepsHistory() && history.retire() == History.Retire.MISSING;
  }

  /** Whether a load must bring groups of rows as a whole. */
  boolean needsGroups() {
    return isByGroups() || (keepsHistory() && history.retire() == History.Retire.WITHIN);
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
    if (isByGroups()) {
      options = options.with(WriteMode.GROUPS, true);
    }
    if (keepsHistory()) {
      options = history.addTo(options, named);
    }
    if (dedupBy.isPresent()) {
      options = options.with(WriteMode.DEDUP_BY, named.apply(dedupBy.get()));
    }
    return deleteFlag.isPresent()
        ? options.with(WriteMode.DELETE_FLAG, named.apply(deleteFlag.get()))
        : options;
  }
}
