// SPDX-License-Identifier: Apache-2.0
package dev.tributary.sink;

/** How a commit ended, when that is known. */
public enum Outcome {
  /** This call made the rows visible. */
  COMMITTED,
  /** An earlier call had. */
  ALREADY,
  /** The table's last load of the chain is not the expected one; nothing changed. */
  REFUSED
}
