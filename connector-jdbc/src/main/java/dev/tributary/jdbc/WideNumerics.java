// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

/** What becomes of numbers whose declaration no decimal of 38 digits covers. */
enum WideNumerics {
  /** A decimal of 38 digits; a number that does not fit it is refused. */
  DECIMAL,
  /** Text, digit by digit as the database writes it. */
  TEXT,
  /** The table is not read. */
  REFUSE
}
