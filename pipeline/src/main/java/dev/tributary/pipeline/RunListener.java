// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.load.Chain;
import dev.tributary.pipeline.check.CheckOutcome;

/**
 * Hears what a run does. Called on the run's threads, several at once; must be thread-safe and
 * quick. What it throws fails the stream at that step.
 */
public interface RunListener {

  RunListener NONE = new RunListener() {};

  /** A step begins or has ended. */
  default void on(RunEvent event) {}

  /** So many more rows and bytes were read and handed to a writer. */
  default void progress(Chain chain, long rows, long bytes) {}

  /** A check was answered for a load that nobody sees yet; also one that did not fail. */
  default void checked(Chain chain, CheckOutcome outcome) {}

  /** Something that a person should know, though nothing failed. */
  default void notice(Chain chain, String message) {}
}
