// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;

/** SQL that users write themselves: a part of a statement, never the end of one. */
final class OwnSql {

  private OwnSql() {}

  /**
   * The text, which neither ends a statement nor a parenthesis that it did not begin.
   *
   * @throws TributaryException {@code SETTING_INVALID}
   */
  static String checked(String setting, String sql) {
    int depth = 0;
    char quote = 0;
    for (int i = 0; i < sql.length(); i++) {
      char letter = sql.charAt(i);
      if (quote != 0) {
        quote = letter == quote ? 0 : quote;
        continue;
      }
      switch (letter) {
        case '\'', '"', '`' -> quote = letter;
        case '(' -> depth++;
        case ')' -> depth--;
        case ';', 0 -> throw invalid(setting, "ends the statement it is a part of");
        default -> {}
      }
      if (sql.startsWith("--", i) || sql.startsWith("/*", i)) {
        throw invalid(setting, "holds a comment");
      }
      if (depth < 0) {
        throw invalid(setting, "closes a parenthesis that it did not open");
      }
    }
    if (quote != 0 || depth != 0) {
      throw invalid(setting, "leaves a " + (quote != 0 ? "quote" : "parenthesis") + " open");
    }
    return sql.strip();
  }

  private static TributaryException invalid(String setting, String what) {
    return new TributaryException(
        ErrorCode.SETTING_INVALID, "The stream's '" + setting + "' " + what, "Correct the SQL");
  }
}
