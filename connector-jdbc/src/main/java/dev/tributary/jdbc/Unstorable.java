// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

/** What becomes of a value that its column cannot hold, such as an infinite date. */
enum Unstorable {
  /** Its row is refused: it goes to the quarantine, or the load fails. */
  REFUSE,
  /** The value is read as null, unless the column is required. */
  NULL
}
