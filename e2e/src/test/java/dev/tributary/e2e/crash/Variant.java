// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.crash;

import dev.tributary.evolution.Contract;
import dev.tributary.evolution.Contract.Rule;
import dev.tributary.evolution.Nesting;
import dev.tributary.evolution.Nesting.Mode;
import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.pipeline.History;
import dev.tributary.pipeline.Merging;
import dev.tributary.pipeline.Pipeline;
import dev.tributary.pipeline.Quarantine;
import dev.tributary.pipeline.RunReport;
import dev.tributary.pipeline.StreamSpec;
import dev.tributary.pipeline.check.Check;
import dev.tributary.tck.memory.MemorySource;
import dev.tributary.tck.memory.MemoryStream;
import java.util.List;
import java.util.Set;

/** The pipelines that are disturbed. Their rows follow from their numbers, so all reads agree. */
enum Variant {
  /** The first load of all makes several tables. */
  FIRST_LOAD(Disposition.APPEND, true, 0, 6),
  APPEND_TO_ONE_TABLE(Disposition.APPEND, false, 4, 10),
  APPEND_TO_SEVERAL_TABLES(Disposition.APPEND, true, 4, 10),
  REPLACE_ONE_TABLE(Disposition.REPLACE, false, 4, 9),
  REPLACE_SEVERAL_TABLES(Disposition.REPLACE, true, 4, 9),
  /** All rows come again, two of them without their child rows, one of these twice in a load. */
  MERGE(Disposition.MERGE, true, 4, 10),
  /** The same without child rows, where every version of a row is kept. */
  HISTORY(Disposition.MERGE, false, 4, 9),
  /** Rows whose amount is no number are refused, in the same loads. */
  QUARANTINE(Disposition.APPEND, true, 4, 10),
  /** The same rows come back after the contract was mended; that is what is disturbed. */
  REPLAY(Disposition.APPEND, true, 9, 10),
  /** Each load is looked at before it is saved, and is good. */
  CHECKED(Disposition.APPEND, true, 4, 6),
  /** One load, without drift. */
  RACE(Disposition.APPEND, true, 2, 5);

  static final String STREAM = "orders";

  private static final Contract REFUSING = new Contract(Rule.EVOLVE, Rule.EVOLVE, Rule.DISCARD_ROW);

  private static final List<Check> CHECKS =
      List.of(
          Check.unique("id"),
          Check.rowsAgainstLast(0.1, 10),
          Check.notNull("sku").inTable("items"),
          Check.references(List.of("id"), STREAM, List.of("id")));
  private static final Merging KEEPING = Merging.UPSERT.keeping(History.STANDARD.retiringMissing());

  private final Disposition disposition;
  private final boolean several;
  private final int before;
  private final int after;

  Variant(Disposition disposition, boolean several, int before, int after) {
    this.disposition = disposition;
    this.several = several;
    this.before = before;
    this.after = after;
  }

  /** Rows that are loaded before anything is disturbed. */
  int before() {
    return before;
  }

  /** Rows there are when the disturbed run begins. */
  int after() {
    return after;
  }

  boolean keepsHistory() {
    return this == HISTORY;
  }

  Disposition disposition() {
    return disposition;
  }

  /**
   * @param rows as many as the source has
   */
  StreamSpec spec(int rows) {
    StreamSpec spec =
        StreamSpec.of(STREAM)
            .withDisposition(disposition)
            .withKey("id")
            .withMerging(this == HISTORY ? KEEPING : Merging.UPSERT)
            .withNesting(Nesting.of(this == HISTORY ? Mode.KEEP : Mode.TABLES));
    StreamSpec kept = keepsRefused() ? spec.withQuarantine(Quarantine.UNLIMITED) : spec;
    kept = keepsRefused() && !isReplayed(rows) ? kept.withContract(REFUSING) : kept;
    kept = this == CHECKED ? kept.withChecks(CHECKS) : kept;
    return disposition == Disposition.APPEND ? kept.withCursor("id") : kept;
  }

  /** Does what is disturbed, or what comes before. */
  RunReport perform(Pipeline pipeline, int rows) {
    return isReplayed(rows) ? pipeline.replay() : pipeline.run();
  }

  boolean isReplayed(int rows) {
    return this == REPLAY && rows >= after;
  }

  private boolean keepsRefused() {
    return this == QUARANTINE || this == REPLAY;
  }

  /** An appended stream drifts while it is read; a replaced one declares its schema. */
  MemoryStream stream(int rows) {
    MemoryStream stream = MemorySource.stream(STREAM, Orders.EARLY).splits(2).batchRows(2);
    if (disposition == Disposition.APPEND) {
      stream.unannounced();
    }
    add(stream, 0, rows);
    if (disposition == Disposition.MERGE && rows >= after) {
      Orders.addChanged(stream, 1);
      Orders.addChanged(stream, 8);
    }
    return stream;
  }

  void add(MemoryStream stream, int from, int to) {
    for (int id = from; id < to; id++) {
      if (disposition != Disposition.APPEND || id < Orders.FIRST_LATE) {
        Orders.add(stream, id, children(id));
      } else {
        if (id == Orders.FIRST_LATE) {
          stream.schema(Orders.LATE);
        }
        Orders.addLate(stream, id, children(id));
      }
    }
  }

  private Set<String> children(int id) {
    return several ? this == RACE ? Set.of("items") : Orders.some(id) : Set.of();
  }
}
