// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

/** A kind of value that JSON has only text for, and that can be recognised in it. */
public enum Detector {
  /** {@code 2024-02-29}, of the years 0001 to 9999. */
  DATE,
  /**
   * {@code 2024-02-29T12:00:00} with or without seconds, a fraction of up to six digits, and {@code
   * Z} or an offset such as {@code +01:00}. With a zone it becomes a point in time and is given
   * back in UTC; in both forms seconds are given back even when they are zero, and zeros at the end
   * of a fraction may change. More digits, a leap second, or {@code -00:00} stay text.
   */
  TIMESTAMP,
  /** {@code 123e4567-e89b-12d3-a456-426614174000}, in lower-case digits. */
  UUID
}
