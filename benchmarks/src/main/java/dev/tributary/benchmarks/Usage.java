// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.util.Map;

/**
 * What one run of a tool took, from the start of its process to its end. Immutable.
 *
 * @param cpuSeconds user and system time of the process and of its children
 * @param peakBytes most memory of the process and its children
 * @param serverCpuSeconds of PostgreSQL meanwhile
 * @param load of the machine before, in Linux's words
 * @param said what the tool printed as {@code name=value}
 */
record Usage(
    double wallSeconds,
    double cpuSeconds,
    long peakBytes,
    double serverCpuSeconds,
    String load,
    Map<String, String> said) {

  Usage {
    said = Map.copyOf(said);
  }

  Usage withServerCpuSeconds(double seconds) {
    return new Usage(wallSeconds, cpuSeconds, peakBytes, seconds, load, said);
  }

  long number(String name) {
    return Long.parseLong(said.getOrDefault(name, "0"));
  }
}
