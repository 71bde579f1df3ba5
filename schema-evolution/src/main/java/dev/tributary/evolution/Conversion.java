// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Column;

/** Appends values of one column to one of a type that holds them. Owned by one thread at a time. */
interface Conversion {

  /**
   * Appends the value at a present slot.
   *
   * @throws ArithmeticException when the target cannot hold the value exactly
   */
  void present(Column from, int slot, Column to);

  /** Appends the value or the null at {@code slot}. */
  default void append(Column from, int slot, Column to) {
    if (from.isNull(slot)) {
      to.appendNull();
    } else {
      present(from, slot, to);
    }
  }
}
