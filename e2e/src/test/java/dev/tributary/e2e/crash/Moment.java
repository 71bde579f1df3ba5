// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.crash;

import dev.tributary.pipeline.Step;

/**
 * A place in a run where it can be disturbed.
 *
 * @param table empty where the step touches none
 * @param nth counted from 1, among the moments that are otherwise equal
 */
record Moment(Step step, Side side, String table, int nth) {

  /** On which side of a step; staging is also left in the middle, after each batch. */
  enum Side {
    BEFORE,
    DURING,
    AFTER
  }

  Moment(Step step, Side side) {
    this(step, side, "", 1);
  }

  Moment(Step step, Side side, String table) {
    this(step, side, table, 1);
  }

  static Moment parse(String text) {
    String[] parts = text.split(":", -1);
    return new Moment(
        Step.valueOf(parts[1]), Side.valueOf(parts[0]), parts[2], Integer.parseInt(parts[3]));
  }

  /** As a process is told it. */
  @Override
  public String toString() {
    return side + ":" + step + ":" + table + ":" + nth;
  }
}
