// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What one tool did in all rounds. Immutable.
 *
 * @param rival which of our own tools is compared with it
 * @param amount what it loaded in each round
 * @param written bytes that the last round left on disk
 * @param problem why there are no times
 */
record ToolResult(
    String name,
    String rival,
    String version,
    Amount amount,
    List<Usage> rounds,
    long written,
    Optional<Problem> problem) {

  ToolResult {
    rounds = List.copyOf(rounds);
  }

  /**
   * Why a tool has no times.
   *
   * @param missing it could not be had; or else its result is not what it should be
   */
  record Problem(boolean missing, String what) {}

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

  double megabytes() {
    return amount.bytes() / 1e6;
  }

  double rowsPerSecond() {
    return amount.rows() / wallSeconds();
  }

  double megabytesPerSecond() {
    return megabytes() / wallSeconds();
  }

  double megabytesPerCpuSecond() {
    return megabytes() / cpuSeconds();
  }
}
