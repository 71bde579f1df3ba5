// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.load.Position;
import dev.tributary.source.Split;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The position after reading splits. */
final class Joining {

  private Joining() {}

  static Position join(Position from, Map<Split, Position> reached) {
    List<Split> splits =
        reached.keySet().stream().sorted(Comparator.comparingInt(Split::ordinal)).toList();
    if (splits.isEmpty()) {
      return from;
    }
    Optional<Split> ordered =
        splits.stream().filter(split -> !ReadPlan.of(split).ranged()).findFirst();
    if (splits.size() == 1 && ordered.isPresent()) {
      return ended(from, reached.get(ordered.get()));
    }
    requireWhole(splits, ordered, reached);
    if (ordered.isPresent()) {
      return ended(from, reached.get(ordered.get()));
    }
    ReadPlan plan = ReadPlan.of(splits.get(0));
    Optional<Boundary> boundary =
        splits.stream().map(reached::get).flatMap(Joining::boundary).reduce(Boundary::and);
    return plan.cursor().isPresent()
        ? Positions.byCursor(
            plan.cursor().get(), boundary.orElseThrow(), plan.horizon().map(Horizon::fields))
        : Positions.done();
  }

  /** Rows that came late need the rows in order with them: then the round is read as a whole. */
  private static void requireWhole(
      List<Split> splits, Optional<Split> ordered, Map<Split, Position> reached) {
    if (splits.stream()
        .filter(split -> !ordered.equals(Optional.of(split)))
        .anyMatch(split -> !Positions.isDone(reached.getOrDefault(split, Position.START)))) {
      throw new IllegalArgumentException(
          "This round has a position only when every split was read to its end");
    }
  }

  private static Position ended(Position from, @Nullable Position reached) {
    return reached == null || reached.isStart() ? from : reached;
  }

  private static java.util.stream.Stream<Boundary> boundary(Position position) {
    return Positions.boundary(position).stream();
  }
}
