// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.schema.FieldPath;

/**
 * One thing in which two schemas differ. Immutable.
 *
 * @param before the type in the old schema, as {@link TypeText} has it, with an exclamation mark
 *     where a value is required; empty where there is no such field
 * @param after the same of the new one
 * @param breaks whether readers of the table, or rows that the old schema took, suffer from it
 * @param why one sentence
 */
public record Difference(FieldPath path, String before, String after, boolean breaks, String why) {

  /** As in a diff: {@code -} gone, {@code +} new, {@code ~} changed. */
  @Override
  public String toString() {
    if (before.isEmpty()) {
      return "+ " + path + " " + after;
    }
    return after.isEmpty()
        ? "- " + path + " " + before
        : "~ " + path + " " + before + " -> " + after;
  }
}
