// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.util.Locale;

/** A report for people. */
final class ReportTable {

  private ReportTable() {}

  static String of(Report report) {
    StringBuilder text = new StringBuilder();
    text.append(line("%s: %s", report.benchmark(), report.subject()));
    text.append(
        line(
            "%-15s %7s %8s %8s %10s %7s %8s %8s %8s %8s %6s",
            "tool",
            "MB",
            "wall s",
            "cpu s",
            "rows/s",
            "MB/s",
            "MB/cpu s",
            "peak MB",
            "disk MB",
            "server s",
            "rounds"));
    for (ToolResult tool : report.tools()) {
      text.append(tool.problem().map(why -> problem(tool, why)).orElseGet(() -> row(tool)));
    }
    for (Report.Ratio ratio : report.ratios()) {
      text.append(
          line(
              "%s over %s: %.2f of its rate, %.3f of its cpu, %.3f with the server's",
              ratio.ours(), ratio.over(), ratio.rate(), ratio.cpu(), ratio.cpuWithServer()));
    }
    return text.toString();
  }

  private static String row(ToolResult tool) {
    return line(
        "%-15s %7.0f %8.2f %8.2f %,10.0f %7.1f %8.1f %8.0f %8.1f %8.2f %6d",
        tool.name(),
        tool.megabytes(),
        tool.wallSeconds(),
        tool.cpuSeconds(),
        tool.rowsPerSecond(),
        tool.megabytesPerSecond(),
        tool.megabytesPerCpuSecond(),
        tool.peakBytes() / 1e6,
        tool.written() / 1e6,
        tool.serverCpuSeconds(),
        tool.rounds().size());
  }

  private static String problem(ToolResult tool, ToolResult.Problem problem) {
    return line(
        "%-15s %s: %s", tool.name(), problem.missing() ? "MISSING" : "WRONG", problem.what());
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + "\n";
  }
}
