// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

/**
 * The steps of a run, in the order of the load protocol. A listener hears of each before and after
 * it is taken; a crash test kills the process at both places, so a step that is not listed here is
 * not proven.
 */
public enum Step {
  /** Reads the anchor's receipt and compares it with the state store. */
  READ_HEAD,
  /** Commits one table of a decided load that a run before this one left open. */
  ROLL_FORWARD,
  /** Asks the source what is new. */
  PLAN,
  /** Creates or changes one table. */
  EVOLVE,
  /** Reads splits and stages their rows; one task. */
  STAGE,
  /** Writes staged rows anew whose schema lost the join. */
  CONFORM,
  /** Answers the checks of the stream for what is staged. */
  CHECK,
  /** Saves the manifest beside the staged data. */
  SAVE,
  /** Notes in the state store that the load is about to be committed. */
  PREPARE,
  /** Commits one table; the first one is the anchor, which decides. */
  COMMIT,
  /** Notes in the state store that the load is in all its tables. */
  COMPLETE,
  /** Tells the source. */
  ACKNOWLEDGE,
  /** Forgets manifests of old loads and deletes what dead ones left behind. */
  SWEEP
}
