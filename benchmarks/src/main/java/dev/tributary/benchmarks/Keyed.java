// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

/**
 * A column and its value as a whole number, so that values can be added up exactly.
 *
 * @param key an expression of SQL over the column; null stays null
 */
record Keyed(String column, String key) {

  static Keyed whole(String column) {
    return new Keyed(column, column + "::BIGINT");
  }

  /** The start of the text's MD5. */
  static Keyed text(String column) {
    return new Keyed(column, String.format("('0x' || substr(md5(%s), 1, 8))::BIGINT", column));
  }

  /** All bits of a double that is not tiny, in any engine that has floor. */
  static Keyed real(String column) {
    return new Keyed(
        column,
        String.format(
            "cast(floor(%1$s) as bigint) * 1000003"
                + " + cast((%1$s - floor(%1$s)) * 4503599627370496 as bigint)",
            column));
  }

  static Keyed flag(String column) {
    return new Keyed(column, column + "::BOOLEAN::BIGINT");
  }

  static Keyed moment(String column) {
    return new Keyed(column, "epoch_us(" + column + ")");
  }
}
