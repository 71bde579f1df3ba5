// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import java.time.Duration;
import java.util.Locale;

/** Values as people read them. */
final class Plain {

  private static final long KB = 1 << 10;
  private static final long MB = 1 << 20;
  private static final long GB = 1 << 30;

  private Plain() {}

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** As in "1 row" and "2,000 rows". */
  static String count(long number, String noun) {
    return number(number) + " " + noun + (number == 1 ? "" : "s");
  }

  static String bytes(long bytes) {
    if (bytes < KB) {
      return count(bytes, "byte");
    }
    if (bytes < MB) {
      return ratio(bytes, KB) + " KB";
    }
    return bytes < GB ? ratio(bytes, MB) + " MB" : ratio(bytes, GB) + " GB";
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.2f", duration.toMillis() / 1_000.0);
  }

  /** The text without what could move a terminal's cursor or change its colours. */
  static String printable(String text) {
    return text.codePoints()
        .map(it -> Character.isISOControl(it) || isMark(it) ? ' ' : it)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** As {@link #printable}, but lines stay lines. */
  static String printableLines(String text) {
    return text.lines().map(Plain::printable).reduce((a, b) -> a + "\n" + b).orElse("");
  }

  private static boolean isMark(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SURROGATE;
  }

  private static String ratio(long bytes, long unit) {
    return String.format(Locale.ROOT, "%.1f", (double) bytes / unit);
  }
}
