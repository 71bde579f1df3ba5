// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import dev.tributary.pipeline.Pipeline;
import dev.tributary.pipeline.RunReport;
import dev.tributary.pipeline.StreamReport;
import dev.tributary.pipeline.StreamSpec;
import java.nio.file.Path;
import java.util.Map;

/** What a user would write to load the table once: a pipeline from JDBC to Iceberg. */
public final class TributaryLoad {

  private TributaryLoad() {}

  /** Arguments: URL, user, empty folder, connections. Prints what the pipeline reports. */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[2]);
    int connections = Integer.parseInt(arguments[3]);
    try (Pipeline pipeline =
        Pipeline.named("benchmark")
            .source(
                "jdbc", Map.of("url", arguments[0], "user", arguments[1], "splits", connections))
            .sink("iceberg", Lake.of(folder, Lake.TRIBUTARY).sinkSettings())
            .state("file", Map.of("path", folder.resolve("state").toString()))
            .stream(StreamSpec.of("public." + NarrowTable.NAME).withTable(NarrowTable.NAME))
            .parallelism(connections)
            .build()) {
      print(pipeline.run().orThrow());
    }
  }

  static void print(RunReport report) {
    StreamReport stream = report.streams().get(0);
    System.out.println("rows=" + stream.rows());
    System.out.println("bytes=" + stream.bytes());
    System.out.println("files=" + stream.files());
    System.out.println("run-seconds=" + stream.elapsed().toMillis() / 1e3);
  }
}
