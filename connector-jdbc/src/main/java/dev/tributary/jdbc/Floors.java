// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.load.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a cursor that is no time had come when which transaction had not begun yet: its values
 * are given out in order, so a transaction that began later brings none below. Immutable.
 */
record Floors(List<Floor> all) {

  /** So that a position stays small. */
  private static final int KEPT_MAX = 6;

  private static final int TEXT_MAX = 40;

  /**
   * @param next the first transaction that had not begun
   * @param last the last value read
   */
  record Floor(long next, String last) {}

  Floors {
    all = List.copyOf(all);
  }

  static Floors of(Optional<Fields> seen) {
    return new Floors(
        seen.map(fields -> fields.list("floors", Fields.class)).orElse(List.of()).stream()
            .map(each -> new Floor(each.number("next"), each.text("last")))
            .toList());
  }

  Floors with(long next, String last) {
    if (last.length() > TEXT_MAX) {
      return this;
    }
    List<Floor> more = new ArrayList<>(all);
    more.add(new Floor(next, last));
    return new Floors(more);
  }

  /** The greatest value of which all had been committed when a transaction began, if known. */
  Optional<String> at(long transaction) {
    return latest(transaction).map(Floor::last);
  }

  /** What may be asked for again, when no transaction before this one is running. */
  List<Fields> kept(long transaction) {
    List<Floor> kept = new ArrayList<>(all);
    latest(transaction).ifPresent(floor -> kept.removeIf(each -> each.next() < floor.next()));
    while (kept.size() > KEPT_MAX) {
      kept.remove(1); // The first is the floor as long as its transaction runs.
    }
    return kept.stream()
        .map(each -> Fields.of("next", each.next()).with("last", each.last()))
        .toList();
  }

  private Optional<Floor> latest(long transaction) {
    return all.stream().filter(each -> each.next() <= transaction).reduce((one, other) -> other);
  }
}
