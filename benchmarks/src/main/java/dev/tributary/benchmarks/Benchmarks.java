// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.util.Arrays;
import java.util.List;

/** Runs the benchmark that the command line names. */
public final class Benchmarks {

  static final String USAGE =
      """
      usage: benchmarks/run jdbc-to-iceberg [--rows N] OPTIONS
             benchmarks/run json-to-iceberg [--mb N] [--dlt-mb N] OPTIONS
      OPTIONS: [--only TOOL,...] [--json FILE] [--rounds N] [--java-options OPTIONS]""";

  private Benchmarks() {}

  /**
   * Measures and prints a table; with {@code --json} a file too.
   *
   * @throws IllegalArgumentException when the arguments are not as {@code USAGE} says
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 0) {
      throw new IllegalArgumentException(USAGE);
    }
    List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
    Report report = run(arguments[0], Options.parse(rest));
    System.out.print(ReportTable.of(report));
    if (report.tools().stream().anyMatch(Benchmarks::isWrong)) {
      throw new IllegalStateException("A tool's result is wrong, see above");
    }
  }

  static Report run(String name, Options options) throws Exception {
    Report report =
        switch (name) {
          case JdbcToIceberg.NAME -> new JdbcToIceberg(options).run();
          case JsonToIceberg.NAME -> new JsonToIceberg(options).run();
          default -> throw new IllegalArgumentException("No benchmark " + name + "\n" + USAGE);
        };
    if (options.json().isPresent()) {
      ReportJson.write(report, options.json().get());
    }
    return report;
  }

  private static boolean isWrong(ToolResult tool) {
    return tool.problem().filter(problem -> !problem.missing()).isPresent();
  }
}
