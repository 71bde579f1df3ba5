// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.util.Locale;

/** A report for people. */
final class ReportTable {

  private ReportTable() {}

  static String of(Report report) {
    StringBuilder text = new StringBuilder();
    text.append(
        line(
            "%s: %,d rows, %.0f MB as binary COPY, %d connections, %s",
            report.benchmark(),
            report.rows(),
            report.tableBytes() / 1e6,
            report.connections(),
            report.server()));
    text.append(
        line(
            "%-10s %8s %8s %10s %8s %8s %8s %8s %6s",
            "tool",
            "wall s",
            "cpu s",
            "rows/s",
            "MB/s",
            "peak MB",
            "disk MB",
            "pg cpu s",
            "rounds"));
    for (ToolResult tool : report.tools()) {
      text.append(tool.wrong().map(why -> wrong(tool, why)).orElseGet(() -> row(report, tool)));
    }
    for (Report.Ratio ratio : report.ratios()) {
      text.append(
          line(
              "tributary over %s: %.2f of its rate, %.2f of its cpu, %.2f with the server's",
              ratio.over(), ratio.rate(), ratio.cpu(), ratio.cpuWithServer()));
    }
    return text.toString();
  }

  private static String row(Report report, ToolResult tool) {
    return line(
        "%-10s %8.2f %8.2f %,10.0f %8.1f %8.0f %8.1f %8.2f %6d",
        tool.name(),
        tool.wallSeconds(),
        tool.cpuSeconds(),
        report.rowsPerSecond(tool),
        report.megabytesPerSecond(tool),
        tool.peakBytes() / 1e6,
        tool.written() / 1e6,
        tool.serverCpuSeconds(),
        tool.rounds().size());
  }

  private static String wrong(ToolResult tool, String why) {
    return line("%-10s WRONG: %s", tool.name(), why);
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + "\n";
  }
}
