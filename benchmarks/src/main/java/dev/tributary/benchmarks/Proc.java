// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What Linux tells about processes. A process that has ended tells nothing: zero. */
final class Proc {

  private static final double TICKS_PER_SECOND = 100;
  private static final int USER_TICKS = 11;
  private static final int ENDED_CHILDREN_TICKS = 13;

  private Proc() {}

  /** CPU of one process, its children not among it. */
  static double cpuSeconds(long pid) {
    return ticks(pid, USER_TICKS) / TICKS_PER_SECOND;
  }

  /** CPU of the children that have ended and been waited for, and of theirs. */
  static double cpuSecondsOfEndedChildren(long pid) {
    return ticks(pid, ENDED_CHILDREN_TICKS) / TICKS_PER_SECOND;
  }

  /** The most memory that each process of a tree has had, added up. */
  static long peakBytesOfTree(ProcessHandle root) {
    return Stream.concat(Stream.of(root), root.descendants())
        .mapToLong(process -> peakBytes(process.pid()))
        .sum();
  }

  static String load() {
    return String.join(" ", List.of(read(Path.of("/proc/loadavg")).split(" ", -1)).subList(0, 3));
  }

  private static long peakBytes(long pid) {
    return read(Path.of("/proc/" + pid + "/status"))
        .lines()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .sum();
  }

  /** The number at {@code field} and the one after it: user and system time. */
  private static double ticks(long pid, int field) {
    String stat = read(Path.of("/proc/" + pid + "/stat"));
    if (stat.isEmpty()) {
      return 0;
    }
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Double.parseDouble(fields[field]) + Double.parseDouble(fields[field + 1]);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      if (!Files.isDirectory(Path.of("/proc/self"))) {
        throw new UncheckedIOException("Only Linux tells what a benchmark measures", e);
      }
      return "";
    }
  }
}
