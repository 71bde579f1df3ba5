// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.util.List;

/**
 * Rows of one kind, however a loader lays them out: each layout has a query that makes them, with a
 * whole number {@code place} that tells them apart. Immutable.
 */
record Fact(String name, List<Keyed> columns) {

  static final String PLACE = "place";

  Fact {
    columns = List.copyOf(columns);
  }
}
