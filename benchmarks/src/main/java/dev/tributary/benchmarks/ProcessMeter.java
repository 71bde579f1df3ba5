// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a process and measures it from the outside. One at a time in this JVM. */
final class ProcessMeter {

  private static final long SAMPLE_MILLIS = 50;
  private static final long MINUTES_MAX = 60;

  private ProcessMeter() {}

  /**
   * Runs a command and waits for its end.
   *
   * @param log where its output goes
   * @throws IllegalStateException when it fails or does not end
   */
  static Usage run(List<String> command, Path log) throws IOException, InterruptedException {
    String load = Proc.load();
    double cpuBefore = childrenCpuSeconds();
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    long peak = 0;
    do {
      peak = Math.max(peak, Proc.peakBytesOfTree(process.toHandle()));
      endWhenEndless(process, begun);
    } while (!process.waitFor(SAMPLE_MILLIS, TimeUnit.MILLISECONDS));
    double wall = (System.nanoTime() - begun) / 1e9;
    String output = Files.readString(log);
    if (process.exitValue() != 0) {
      throw new IllegalStateException(
          "it ended with exit code " + process.exitValue() + "\n" + output.strip());
    }
    return new Usage(wall, childrenCpuSeconds() - cpuBefore, peak, 0, load, said(output));
  }

  private static double childrenCpuSeconds() {
    return Proc.cpuSecondsOfEndedChildren(ProcessHandle.current().pid());
  }

  private static void endWhenEndless(Process process, long begun) {
    if (System.nanoTime() - begun > TimeUnit.MINUTES.toNanos(MINUTES_MAX)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static Map<String, String> said(String output) {
    Map<String, String> said = new HashMap<>();
    output
        .lines()
        .filter(line -> line.matches("[a-z-]+=[0-9.]+"))
        .forEach(line -> said.put(name(line), value(line)));
    return said;
  }

  private static String name(String line) {
    return line.substring(0, line.indexOf('='));
  }

  private static String value(String line) {
    return line.substring(line.indexOf('=') + 1);
  }
}
