// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.load.Fields;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Plans reads by cursor so that rows which are committed late are found: after others that have a
 * greater cursor, by a transaction that had begun before. Used by one thread.
 *
 * <p>A round keeps which transactions it saw, a {@link Horizon}. The next round also reads rows
 * with lesser cursors which were written by any other, from the {@code floor} on: a transaction
 * gives its rows no cursor that is less than what had been committed before it began. For times the
 * floor lies below the last value by the age of the oldest open transaction; for other values it is
 * the last one that had been read when the oldest running transaction began, as {@link Floors}
 * remembers.
 */
final class Horizons {

  /**
   * The oldest transaction that was running, the one after the latest that had ended, and how many
   * have begun since the oldest: those that began last are in no snapshot.
   */
  private static final String NOW =
      "SELECT txid_snapshot_xmin(s), txid_snapshot_xmax(s),"
          + " age((txid_snapshot_xmin(s) & 4294967295)::text::xid)"
          + " FROM txid_current_snapshot() s";

  private final Session session;
  private final Optional<Snapshot> snapshot;
  private final TableReads reads;
  private final Window window;

  Horizons(Session session, Optional<Snapshot> snapshot, TableReads reads, Window window) {
    this.session = session;
    this.snapshot = snapshot;
    this.reads = reads;
    this.window = window;
  }

  /**
   * The plan with what it sees and what earlier rounds saw, where rows say who wrote them.
   *
   * @param seen what the position says of earlier rounds
   */
  ReadPlan plan(ReadPlan plan, CursorColumns cursor, Optional<Fields> seen) throws SQLException {
    Optional<Activity> before = snapshot.flatMap(Snapshot::before);
    if (before.isEmpty() || !reads.tellsWriters(connection())) {
      return plan;
    }
    Horizon now = now(plan, before.get(), seen);
    ReadPlan marked = plan.with("horizon", now.with(writers(plan, cursor, now)).fields());
    marked = reads.takesNulls(cursor) ? marked.with("takes-nulls", true) : marked;
    return seen.isPresent() && plan.from().isPresent()
        ? marked.with("since", lookedBack(Horizon.of(seen.get())).fields())
        : marked;
  }

  /** Whether there are rows that earlier rounds could not see. */
  boolean anyLate(ReadPlan plan, CursorColumns cursor) throws SQLException {
    try (PreparedStatement statement =
            reads
                .queries()
                .lateRows(plan, cursor, plan.horizon().orElseThrow())
                .prepare(connection());
        ResultSet row = statement.executeQuery()) {
      return row.next();
    }
  }

  private Horizon now(ReadPlan plan, Activity before, Optional<Fields> seen) throws SQLException {
    try (Statement statement = connection().createStatement();
        ResultSet row = statement.executeQuery(NOW)) {
      row.next();
      long base = row.getLong(1);
      long next = base + row.getLong(3);
      long limit = Math.min(row.getLong(2), base + Horizon.WINDOW_MAX);
      Floors floors = Floors.of(seen).with(next, plan.upTo().orElseThrow());
      boolean quiet = base == next && next == before.next() && !before.open();
      Optional<String> floor =
          window.bounds().isTime() ? timeFloor(plan, before, quiet) : floors.at(base);
      List<Fields> kept = window.bounds().isTime() ? List.of() : floors.kept(base);
      Horizon horizon = new Horizon(base, limit, next, new BitSet(), floor, kept);
      return limit < row.getLong(2)
          ? horizon.withFloor(seen.map(Horizon::of).flatMap(Horizon::floor))
          : horizon;
    }
  }

  /**
   * @param quiet whether nothing was open, and nothing began to write while the snapshot was taken
   */
  private Optional<String> timeFloor(ReadPlan plan, Activity before, boolean quiet) {
    String last = plan.upTo().orElseThrow();
    if (quiet || !window.cursor().isOne()) {
      return quiet ? Optional.of(last) : Optional.empty();
    }
    return Optional.of(window.bounds().before(before.ageNow(), last));
  }

  private Horizon lookedBack(Horizon before) {
    Optional<String> lookback = window.options().lookback();
    if (lookback.isEmpty() || before.floor().isEmpty()) {
      return before;
    }
    return before.withFloor(
        Optional.of(
            window.bounds().before("cursor-lookback", lookback.get(), before.floor().get())));
  }

  private BitSet writers(ReadPlan plan, CursorColumns cursor, Horizon horizon) throws SQLException {
    BitSet read = new BitSet();
    if (horizon.window() > 0) {
      try (PreparedStatement statement =
              reads.queries().writers(plan, cursor, horizon).prepare(connection());
          ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          read.set(row.getInt(1));
        }
      }
    }
    return read;
  }

  private Connection connection() {
    return session.connection();
  }
}
