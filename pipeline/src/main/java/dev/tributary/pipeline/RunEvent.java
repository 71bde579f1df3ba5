// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.load.Chain;
import dev.tributary.load.LoadId;
import dev.tributary.load.TableName;
import java.util.Optional;

/**
 * A step of a run is about to be taken, or was taken without failing. Immutable.
 *
 * @param load the load at work, {@link LoadId#NONE} before there is one
 * @param table the table the step touches, where it touches one
 */
public record RunEvent(
    Step step, Phase phase, Chain chain, LoadId load, Optional<TableName> table) {

  /** On which side of the step. */
  public enum Phase {
    BEFORE,
    AFTER
  }
}
