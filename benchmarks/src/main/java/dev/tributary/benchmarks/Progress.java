// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.util.Locale;

/** Tells people on standard error what is going on. */
final class Progress {

  private Progress() {}

  static void say(String format, Object... values) {
    System.err.println("benchmark: " + String.format(Locale.ROOT, format, values));
  }
}
