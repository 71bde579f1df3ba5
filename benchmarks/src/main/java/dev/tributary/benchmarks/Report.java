// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a benchmark found. Immutable.
 *
 * @param tableBytes the table as PostgreSQL's binary COPY sends it: what MB per second counts
 * @param server name and version of the database
 */
record Report(
    String benchmark,
    long rows,
    long tableBytes,
    int connections,
    String server,
    List<ToolResult> tools) {

  Report {
    tools = List.copyOf(tools);
  }

  double rowsPerSecond(ToolResult tool) {
    return rows / tool.wallSeconds();
  }

  double megabytesPerSecond(ToolResult tool) {
    return tableBytes / 1e6 / tool.wallSeconds();
  }

  /** Tributary over each other tool, where both results are right. */
  List<Ratio> ratios() {
    Optional<ToolResult> ours = right(TributaryTool.NAME);
    List<Ratio> ratios = new ArrayList<>();
    for (ToolResult tool : tools) {
      if (ours.isPresent() && tool.wrong().isEmpty() && !tool.name().equals(ours.get().name())) {
        ratios.add(Ratio.of(ours.get(), tool));
      }
    }
    return ratios;
  }

  private Optional<ToolResult> right(String name) {
    return tools.stream()
        .filter(tool -> tool.name().equals(name) && tool.wrong().isEmpty())
        .findFirst();
  }

  /**
   * How Tributary compares.
   *
   * @param over the other tool
   * @param rate our rows per second over its rows per second: more is better
   * @param cpu our CPU seconds over its CPU seconds: less is better
   * @param cpuWithServer the same, with the database's CPU seconds on both sides
   */
  record Ratio(String over, double rate, double cpu, double cpuWithServer) {
    static Ratio of(ToolResult ours, ToolResult other) {
      return new Ratio(
          other.name(),
          other.wallSeconds() / ours.wallSeconds(),
          ours.cpuSeconds() / other.cpuSeconds(),
          (ours.cpuSeconds() + ours.serverCpuSeconds())
              / (other.cpuSeconds() + other.serverCpuSeconds()));
    }
  }
}
