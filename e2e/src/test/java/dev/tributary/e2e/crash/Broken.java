// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.crash;

import static dev.tributary.e2e.crash.Moment.Side.AFTER;
import static dev.tributary.e2e.crash.Moment.Side.BEFORE;

import dev.tributary.pipeline.Step;

/** Loads that a killed run left in several tables, for the next run to find. */
enum Broken {
  PREPARED(new Moment(Step.PREPARE, AFTER), false),
  DECIDED(new Moment(Step.COMMIT, AFTER, "orders"), false),
  DECIDED_AND_STATE_LOST(new Moment(Step.COMMIT, AFTER, "orders"), true),
  BETWEEN_CHILDREN_AND_STATE_LOST(new Moment(Step.COMMIT, BEFORE, "orders__payments"), true);

  private final Moment death;
  private final boolean stateLost;

  Broken(Moment death, boolean stateLost) {
    this.death = death;
    this.stateLost = stateLost;
  }

  Variant variant() {
    return Variant.APPEND_TO_SEVERAL_TABLES;
  }

  void leave(Shop shop) {
    Victim.kill(shop, death);
    if (stateLost) {
      shop.loseState();
    }
  }
}
