// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.util.Arrays;
import java.util.List;

/** Runs the benchmark that the command line names. */
public final class Benchmarks {

  static final String USAGE =
      "usage: benchmarks/run jdbc-to-iceberg [--rows N] [--only TOOL,...] [--json FILE] [--rounds N]"
          + " [--java-options OPTIONS]";

  private Benchmarks() {}

  /**
   * Measures and prints a table; with {@code --json} a file too.
   *
   * @throws IllegalArgumentException when the arguments are not as {@code USAGE} says
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 0 || !arguments[0].equals(JdbcToIceberg.NAME)) {
      throw new IllegalArgumentException(USAGE);
    }
    List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
    Report report = new JdbcToIceberg(Options.parse(rest)).run();
    System.out.print(ReportTable.of(report));
    if (report.tools().stream().anyMatch(tool -> tool.wrong().isPresent())) {
      throw new IllegalStateException("A tool's result is wrong, see above");
    }
  }
}
