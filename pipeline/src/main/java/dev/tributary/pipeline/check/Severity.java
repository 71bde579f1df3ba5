// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

/** What follows from a check that fails. */
public enum Severity {
  /** The load is discarded, and the position does not move. */
  FAIL,
  /** The report says so, and the load goes on. */
  WARN
}
