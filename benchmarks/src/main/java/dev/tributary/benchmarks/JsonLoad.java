// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import dev.tributary.evolution.Nesting;
import dev.tributary.pipeline.Pipeline;
import dev.tributary.pipeline.StreamSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a user would write to load files of JSON once: a pipeline from a folder to Iceberg. */
public final class JsonLoad {

  private JsonLoad() {}

  /** Arguments: data folder, stream, mode of nesting, empty folder, threads. */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[3]);
    int threads = Integer.parseInt(arguments[4]);
    try (Pipeline pipeline =
        Pipeline.named("benchmark")
            .source("files", Map.of("path", arguments[0]))
            .sink("iceberg", Lake.of(folder, Lake.TRIBUTARY).sinkSettings())
            .state("file", Map.of("path", folder.resolve("state").toString()))
            .stream(stream(arguments[1], Nesting.Mode.valueOf(arguments[2])))
            .parallelism(threads)
            .build()) {
      TributaryLoad.print(pipeline.run().orThrow());
    }
  }

  /** Times in text become timestamps, as the other loader makes them without being asked. */
  private static StreamSpec stream(String name, Nesting.Mode mode) {
    return StreamSpec.of(name)
        .withKey("id")
        .withNesting(Nesting.of(mode))
        .withSourceSettings(Map.of("detect", List.of("timestamp")));
  }
}
