// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.memory;

import dev.tributary.pipeline.Pipeline;
import dev.tributary.pipeline.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A process that loads generated rows, and says how many and how much memory it took at most. */
final class Bulk {

  private Bulk() {}

  /** Arguments: a folder, rows, letters per row. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    try (Pipeline pipeline =
        Pipeline.named("bulk")
            .source(new Generated(Long.parseLong(args[1]), Integer.parseInt(args[2])))
            .sink(
                "iceberg",
                Map.of(
                    "namespace",
                    "bulk",
                    "warehouse",
                    folder.resolve("warehouse").toString(),
                    "catalog",
                    Map.of("type", "jdbc", "uri", "jdbc:sqlite:" + folder.resolve("catalog.db"))))
            .state("file", Map.of("path", folder.resolve("state").toString()))
            .parallelism(2)
            .build()) {
      RunReport report = pipeline.run().orThrow();
      System.out.println("rows " + report.rows());
      System.out.println("bytes " + report.streams().get(0).bytes());
      System.out.println("millis " + report.elapsed().toMillis());
      System.out.println("peak-kib " + peakKib());
    }
  }

  /** What Linux has seen this process take at most. */
  private static long peakKib() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
