// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.load.Position;
import dev.tributary.source.Split;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The position after reading splits. */
final class Joining {

  private Joining() {}

  static Position join(Position from, Map<Split, Position> reached) {
    List<Split> splits =
        reached.keySet().stream().sorted(Comparator.comparingInt(Split::ordinal)).toList();
    if (splits.isEmpty()) {
      return from;
    }
    ReadPlan plan = ReadPlan.of(splits.get(0));
    Position first = reached.get(splits.get(0));
    if (!plan.ranged() || first == null) {
      return first == null || first.isStart() ? from : first;
    }
    if (reached.values().stream().anyMatch(position -> !Positions.isDone(position))) {
      throw new IllegalArgumentException(
          "This round has a position only when every split was read to its end");
    }
    Optional<Boundary> boundary =
        splits.stream().map(reached::get).flatMap(Joining::boundary).reduce(Boundary::and);
    return plan.cursor().isPresent()
        ? Positions.byCursor(plan.cursor().get(), boundary.orElseThrow())
        : Positions.done();
  }

  private static java.util.stream.Stream<Boundary> boundary(Position position) {
    return Positions.boundary(position).stream();
  }
}
