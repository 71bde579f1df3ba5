// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.nio.file.Path;
import java.util.List;
import org.postgresql.util.DriverInfo;

/** {@link CopyFloor} in a process of its own. */
record FloorTool(String url, Amount amount, int connections) implements Tool {

  static final String NAME = "floor";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String version() {
    return "COPY binary, dropped; pgjdbc " + DriverInfo.DRIVER_VERSION;
  }

  @Override
  public List<String> command(Path folder) {
    return JavaCommand.of(
        CopyFloor.class, List.of("-Xmx256m"), url, PostgresServer.USER, amount.rows(), connections);
  }

  @Override
  public String wrong(Usage usage, Path folder) {
    long copied = usage.number("rows");
    return copied == amount.rows() ? "" : "copied " + copied + " of " + amount.rows() + " rows";
  }
}
