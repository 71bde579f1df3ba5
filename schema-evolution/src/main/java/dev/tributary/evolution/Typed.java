// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Column;
import dev.tributary.schema.Type;

/**
 * A type and how values get there.
 *
 * @param same whether they are there already
 * @param selective whether some do not get there
 */
record Typed(Type type, Conversion conversion, boolean same, boolean selective) {

  static Typed as(Type type) {
    return new Typed(type, (from, slot, to) -> to.appendFrom(from, slot), true, false);
  }

  /** Values take one more step. Owned by one thread. */
  Typed then(Type last, Conversion step, boolean mayFail) {
    if (same) {
      return new Typed(last, step, false, mayFail);
    }
    Column between = Column.of(type);
    return new Typed(
        last,
        (from, slot, to) -> {
          between.reset();
          conversion.present(from, slot, between);
          step.present(between, 0, to);
        },
        false,
        selective || mayFail);
  }
}
