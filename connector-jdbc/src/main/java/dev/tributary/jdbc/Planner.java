// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.load.Position;
import dev.tributary.source.Round.Cut;
import dev.tributary.source.Split;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Plans the rounds of one stream. Used by one thread. */
final class Planner {

  /** What a round reads, and where it may be cut. */
  record Planned(List<Split> splits, Cut cut) {
    static final Planned NOTHING = new Planned(List.of(), Cut.BATCH);
  }

  private final Session session;
  private final Optional<Snapshot> snapshot;
  private final TableReads reads;
  private final JdbcSettings settings;
  private final Clock clock;
  private final Predicate<ReadPlan> hasRows;

  /**
   * @param hasRows whether a plan has rows that were not read before
   */
  Planner(
      Session session,
      Optional<Snapshot> snapshot,
      TableReads reads,
      JdbcSettings settings,
      Clock clock,
      Predicate<ReadPlan> hasRows) {
    this.session = session;
    this.snapshot = snapshot;
    this.reads = reads;
    this.settings = settings;
    this.clock = clock;
    this.hasRows = hasRows;
  }

  Planned everything(Position from) throws SQLException {
    Positions.start(Optional.empty(), from);
    return new Planned(ranges(ReadPlan.everything().in(name())), Cut.NONE);
  }

  /** What lies between the last value read and the greatest there is now. */
  Planned byCursor(String name, Position from) throws SQLException {
    CursorCheck check = reads.cursorCheck(connection());
    CursorColumns cursor = check.sound(name);
    Window window = new Window(cursor, reads.options(), reads.keepsRawCursors(), clock);
    Optional<Boundary> start = Positions.start(Optional.of(name), from);
    Optional<String> greatest = window.greatest(check);
    if (greatest.isEmpty()) {
      return Planned.NOTHING;
    }
    ReadPlan plan = window.bounded(ReadPlan.byCursor(name, start, greatest.get()).in(name()));
    Horizons horizons = new Horizons(session, snapshot, reads, window);
    plan = horizons.plan(plan, cursor, Positions.seen(from));
    if (start.isEmpty()) {
      return first(plan, cursor);
    }
    ReadPlan onward = plan.has("horizon") ? plan : window.lookingBack(plan, start.get());
    return onward(onward, cursor, horizons, start.get().last().equals(greatest.get()));
  }

  private Planned first(ReadPlan plan, CursorColumns cursor) throws SQLException {
    boolean nulls = reads.takesNulls(cursor);
    if (reads.keepsRawCursors()) {
      ReadPlan missing = plan.ranging().with("only-nulls", true);
      return nulls
          ? new Planned(List.of(missing.split(0, 0), plan.split(1, 0)), Cut.NONE)
          : new Planned(List.of(plan.split(0, 0)), Cut.BATCH);
    }
    List<Split> splits = ranges(nulls ? plan.ranging().with("nulls", true) : plan);
    return new Planned(splits, ranged(splits) ? Cut.NONE : Cut.BATCH);
  }

  private Planned onward(ReadPlan plan, CursorColumns cursor, Horizons horizons, boolean atEnd)
      throws SQLException {
    if (plan.since().isPresent() && horizons.anyLate(plan, cursor)) {
      ReadPlan late = plan.ranging().with("late", true);
      return new Planned(List.of(late.split(0, 0), plan.split(1, 0)), Cut.NONE);
    }
    Split split = plan.split(0, 0);
    return atEnd && !hasRows.test(plan) ? Planned.NOTHING : new Planned(List.of(split), Cut.BATCH);
  }

  private List<Split> ranges(ReadPlan plan) throws SQLException {
    return new Ranges(connection(), reads, settings, snapshot.isPresent()).of(plan);
  }

  private static boolean ranged(List<Split> splits) {
    return splits.stream().anyMatch(split -> ReadPlan.of(split).ranged());
  }

  private Optional<String> name() {
    return snapshot.map(Snapshot::name);
  }

  private Connection connection() {
    return session.connection();
  }
}
