// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import dev.tributary.pipeline.check.CheckOutcome;
import dev.tributary.pipeline.check.CheckOutcome.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How checks of a stream ended, for people and for machines. */
final class CheckLines {

  private CheckLines() {}

  /** Checks that passed share a line; each of the others has its own, and its rows. */
  static List<String> of(List<CheckOutcome> checks) {
    List<String> lines = new ArrayList<>();
    long passed = checks.stream().filter(each -> each.result() == Result.PASSED).count();
    if (passed > 0) {
      lines.add("  checks   " + passed + " of " + checks.size() + " passed");
    }
    for (CheckOutcome each : checks) {
      if (each.result() != Result.PASSED) {
        lines.add(Plain.printable(word(each.result()) + named(each) + ": " + each.detail()));
        each.samples().forEach(row -> lines.add(Plain.printable("           " + row(row))));
      }
    }
    return lines;
  }

  static Object json(CheckOutcome check) {
    return PlainValues.map(
        "check", check.check(),
        "table", check.table().value(),
        "severity", check.severity().name().toLowerCase(Locale.ROOT),
        "result", check.result().name().toLowerCase(Locale.ROOT),
        "rows", check.rows(),
        "failed", check.failed(),
        "detail", check.detail(),
        "samples", check.samples(),
        "load", check.load().value());
  }

  private static String word(Result result) {
    return switch (result) {
      case FAILED -> "  FAILED   ";
      case WARNED -> "  warning  ";
      case UNDECIDED -> "  unknown  ";
      case PASSED -> "  passed   ";
    };
  }

  private static String named(CheckOutcome check) {
    return "check '" + check.check() + "' of " + check.table();
  }

  private static String row(Map<String, @Nullable Object> row) {
    List<String> cells = new ArrayList<>();
    row.forEach(
        (column, value) ->
            cells.add(column + "=" + (value == null ? "null" : PlainValues.text(value))));
    return String.join("  ", cells);
  }
}
