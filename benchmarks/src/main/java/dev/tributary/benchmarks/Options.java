// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the command line asks for. Immutable.
 *
 * @param rows of the table that is loaded from PostgreSQL
 * @param megabytes of JSON, of each kind
 * @param dltMegabytes of the same JSON for dlt, which needs longer
 * @param only the tools to run; empty for all
 * @param json where to write the report for machines
 * @param rounds how often each tool runs
 * @param javaOptions more options for Tributary's JVM, to profile it or to try a setting
 * @param cache where prepared data is kept between runs
 */
record Options(
    long rows,
    long megabytes,
    long dltMegabytes,
    List<String> only,
    Optional<Path> json,
    int rounds,
    List<String> javaOptions,
    Path cache) {

  private static final Set<String> NAMES =
      Set.of("--rows", "--mb", "--dlt-mb", "--only", "--json", "--rounds", "--java-options");

  Options {
    only = List.copyOf(only);
    javaOptions = List.copyOf(javaOptions);
    if (rows < 2 || rounds < 1 || megabytes < 1 || dltMegabytes < 1) {
      throw new IllegalArgumentException("At least 2 rows, 1 MB and 1 round are needed");
    }
  }

  static Options parse(List<String> arguments) {
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      String name = arguments.get(i);
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException("No option " + name + "\n" + Benchmarks.USAGE);
      }
      if (i + 1 == arguments.size()) {
        throw new IllegalArgumentException(name + " needs a value\n" + Benchmarks.USAGE);
      }
      values.put(name, arguments.get(i + 1));
    }
    return of(values);
  }

  Options withCache(Path folder) {
    return new Options(
        rows, megabytes, dltMegabytes, only, json, rounds, javaOptions, folder.toAbsolutePath());
  }

  private static Options of(Map<String, String> values) {
    return new Options(
        Long.parseLong(values.getOrDefault("--rows", "5000000")),
        Long.parseLong(values.getOrDefault("--mb", "1000")),
        Long.parseLong(values.getOrDefault("--dlt-mb", "64")),
        words(values.getOrDefault("--only", ""), ","),
        Optional.ofNullable(values.get("--json")).map(Path::of),
        Integer.parseInt(values.getOrDefault("--rounds", "3")),
        words(values.getOrDefault("--java-options", ""), " "),
        Path.of(System.getProperty("benchmarks.cache", "benchmarks/.cache"))
            .toAbsolutePath()
            .normalize());
  }

  private static List<String> words(String value, String separator) {
    return value.isBlank() ? List.of() : List.of(value.strip().split(separator + "+", -1));
  }
}
