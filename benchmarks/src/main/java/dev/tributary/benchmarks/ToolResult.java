// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What one tool did in all rounds. Immutable.
 *
 * @param written bytes that the last round left on disk
 * @param wrong why its result is not the table; then its times mean nothing
 */
record ToolResult(
    String name, String version, List<Usage> rounds, long written, Optional<String> wrong) {

  ToolResult {
    rounds = List.copyOf(rounds);
  }

  /** The middle one of the rounds; of an even number, the mean of the two in the middle. */
  double median(ToDoubleFunction<Usage> measure) {
    double[] sorted = rounds.stream().mapToDouble(measure).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  double wallSeconds() {
    return median(Usage::wallSeconds);
  }

  double cpuSeconds() {
    return median(Usage::cpuSeconds);
  }

  double serverCpuSeconds() {
    return median(Usage::serverCpuSeconds);
  }

  long peakBytes() {
    return rounds.stream().mapToLong(Usage::peakBytes).max().orElse(0);
  }
}
