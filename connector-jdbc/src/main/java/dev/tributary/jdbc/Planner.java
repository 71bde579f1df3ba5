// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.load.Position;
import dev.tributary.source.Round;
import dev.tributary.source.Split;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Plans the rounds of one table. Used by one thread. */
final class Planner {

  private final Connection connection;
  private final TableReads reads;
  private final int parts;

  Planner(Connection connection, TableReads reads, int parts) {
    this.connection = connection;
    this.reads = reads;
    this.parts = parts;
  }

  Round everything(Position from) throws SQLException {
    Positions.start(Optional.empty(), from);
    return Round.of(ranges(ReadPlan.everything()), Round.Cut.NONE);
  }

  /**
   * What lies between the last value read and the greatest there is now.
   *
   * @param hasRows whether a split has rows that were not read before
   */
  Round byCursor(String name, Position from, BiPredicate<TableReads, Split> hasRows)
      throws SQLException {
    CursorCheck check = reads.cursorCheck(connection);
    TableColumn cursor = check.sound(name);
    Optional<Boundary> start = Positions.start(Optional.of(name), from);
    Optional<String> greatest = check.greatest(cursor).map(CursorCheck.Greatest::text);
    if (greatest.isEmpty()) {
      return Round.of(List.of(), Round.Cut.BATCH);
    }
    ReadPlan plan = ReadPlan.byCursor(name, start, greatest.get());
    if (start.isEmpty() && !reads.keepsRawCursors()) {
      List<Split> splits = ranges(plan);
      return Round.of(splits, splits.size() > 1 ? Round.Cut.NONE : Round.Cut.BATCH);
    }
    Split split = plan.split(0);
    boolean same = start.map(Boundary::last).equals(greatest);
    boolean nothing = same && !hasRows.test(reads, split);
    return Round.of(nothing ? List.of() : List.of(split), Round.Cut.BATCH);
  }

  private List<Split> ranges(ReadPlan plan) throws SQLException {
    Optional<TableColumn> key = reads.table().numberKey();
    if (parts == 1 || key.isEmpty()) {
      return List.of(plan.split(0));
    }
    try (PreparedStatement statement = reads.queries().keyBounds(key.get()).prepare(connection);
        ResultSet row = statement.executeQuery()) {
      row.next();
      long least = row.getLong(1);
      if (row.wasNull()) {
        return List.of(plan.split(0));
      }
      long greatest = row.getLong(2);
      return least == greatest
          ? List.of(plan.split(0))
          : KeyRanges.of(plan, least, greatest, parts);
    }
  }
}
