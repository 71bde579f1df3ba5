// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import dev.tributary.evolution.Nesting;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** {@link JsonLoad} in a process of its own. */
record JsonTool(
    String name,
    JsonData data,
    List<Fact> facts,
    Nesting.Mode mode,
    Layout layout,
    int threads,
    List<String> javaOptions)
    implements Tool {

  private static final String HEAP = "-Xmx160m";

  @Override
  public String version() {
    return LauncherOptions.version();
  }

  @Override
  public Amount amount() {
    return data.amount();
  }

  @Override
  public String rival() {
    return name;
  }

  @Override
  public List<String> command(Path folder) {
    return JavaCommand.ofTributary(
        JsonLoad.class, HEAP, javaOptions, data.folder(), data.stream(), mode, folder, threads);
  }

  @Override
  public String wrong(Usage usage, Path folder) throws SQLException {
    return layout.differences(Lake.of(folder, Lake.TRIBUTARY), facts, data.checksums());
  }
}
