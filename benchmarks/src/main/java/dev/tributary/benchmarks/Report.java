// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a benchmark found. Immutable.
 *
 * @param subject what was loaded, for people
 * @param about what was loaded, for machines: texts and whole numbers
 */
record Report(String benchmark, String subject, Map<String, Object> about, List<ToolResult> tools) {

  Report {
    about = new TreeMap<>(about);
    tools = List.copyOf(tools);
  }

  /** Tributary over each other tool, where both results are right. */
  List<Ratio> ratios() {
    List<Ratio> ratios = new ArrayList<>();
    for (ToolResult tool : tools) {
      Optional<ToolResult> ours = right(tool.rival());
      if (ours.isPresent() && tool.problem().isEmpty() && !tool.name().equals(tool.rival())) {
        ratios.add(Ratio.of(ours.get(), tool));
      }
    }
    return ratios;
  }

  private Optional<ToolResult> right(String name) {
    return tools.stream()
        .filter(tool -> tool.name().equals(name) && tool.problem().isEmpty())
        .findFirst();
  }

  /**
   * How Tributary compares, byte for byte of what was loaded.
   *
   * @param ours which of our tools
   * @param over the other tool
   * @param rate our bytes per second over its bytes per second: more is better
   * @param cpu our CPU seconds over its CPU seconds: less is better
   * @param cpuWithServer the same, with the database's CPU seconds on both sides
   */
  record Ratio(String ours, String over, double rate, double cpu, double cpuWithServer) {
    static Ratio of(ToolResult ours, ToolResult other) {
      double scale = ours.megabytes() / other.megabytes();
      return new Ratio(
          ours.name(),
          other.name(),
          scale * other.wallSeconds() / ours.wallSeconds(),
          ours.cpuSeconds() / other.cpuSeconds() / scale,
          (ours.cpuSeconds() + ours.serverCpuSeconds())
              / (other.cpuSeconds() + other.serverCpuSeconds())
              / scale);
    }
  }
}
