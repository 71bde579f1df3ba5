// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link TributaryLoad} in a process of its own. */
record TributaryTool(String url, int connections, List<String> javaOptions, Checksums expected)
    implements Tool {

  static final String NAME = "tributary";

  /** The file of options that {@code ./tributary} starts Java with. */
  private static final String LAUNCHER_OPTIONS = "tributary.java-options";

  private static final String HEAP = "-Xmx256m";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String version() {
    return System.getProperty("tributary.version", "development");
  }

  @Override
  public List<String> command(Path folder) {
    List<String> options = new ArrayList<>();
    Optional.ofNullable(System.getProperty(LAUNCHER_OPTIONS)).ifPresent(f -> options.add("@" + f));
    options.add(HEAP);
    options.addAll(javaOptions);
    return JavaCommand.of(
        TributaryLoad.class, options, url, PostgresServer.USER, folder, connections);
  }

  @Override
  public String wrong(Usage usage, Path folder) throws SQLException {
    return expected.differences(TributaryLake.of(folder).checksums());
  }
}
