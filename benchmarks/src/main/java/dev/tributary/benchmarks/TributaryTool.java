// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** {@link TributaryLoad} in a process of its own. */
record TributaryTool(
    String url, int connections, List<String> javaOptions, Amount amount, Checksums expected)
    implements Tool {

  static final String NAME = "tributary";

  private static final String HEAP = "-Xmx256m";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String version() {
    return LauncherOptions.version();
  }

  @Override
  public List<String> command(Path folder) {
    return JavaCommand.ofTributary(
        TributaryLoad.class, HEAP, javaOptions, url, PostgresServer.USER, folder, connections);
  }

  @Override
  public String wrong(Usage usage, Path folder) throws SQLException {
    String files = Lake.of(folder, Lake.TRIBUTARY).files(NarrowTable.NAME);
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
      return expected.differences(Checksums.inDuckdb(duckdb, files));
    }
  }
}
