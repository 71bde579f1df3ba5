// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for. Immutable.
 *
 * @param rows of the table that is loaded
 * @param only the tools to run; empty for all
 * @param json where to write the report for machines
 * @param rounds how often each tool runs
 * @param javaOptions more options for Tributary's JVM, to profile it or to try a setting
 * @param cache where prepared data is kept between runs
 */
record Options(
    long rows,
    List<String> only,
    Optional<Path> json,
    int rounds,
    List<String> javaOptions,
    Path cache) {

  Options {
    only = List.copyOf(only);
    javaOptions = List.copyOf(javaOptions);
    if (rows < 2 || rounds < 1) {
      throw new IllegalArgumentException("At least 2 rows and 1 round are needed");
    }
  }

  static Options standard() {
    Path cache = Path.of(System.getProperty("benchmarks.cache", "benchmarks/.cache"));
    return new Options(
        5_000_000, List.of(), Optional.empty(), 3, List.of(), cache.toAbsolutePath().normalize());
  }

  static Options parse(List<String> arguments) {
    Options options = standard();
    for (int i = 0; i < arguments.size(); i += 2) {
      if (i + 1 == arguments.size()) {
        throw new IllegalArgumentException(
            arguments.get(i) + " needs a value\n" + Benchmarks.USAGE);
      }
      options = options.with(arguments.get(i), arguments.get(i + 1));
    }
    return options;
  }

  private Options with(String name, String value) {
    return switch (name) {
      case "--rows" -> new Options(Long.parseLong(value), only, json, rounds, javaOptions, cache);
      case "--only" -> new Options(rows, words(value, ","), json, rounds, javaOptions, cache);
      case "--json" ->
          new Options(rows, only, Optional.of(Path.of(value)), rounds, javaOptions, cache);
      case "--rounds" -> new Options(rows, only, json, Integer.parseInt(value), javaOptions, cache);
      case "--java-options" -> new Options(rows, only, json, rounds, words(value, " "), cache);
      default -> throw new IllegalArgumentException("No option " + name + "\n" + Benchmarks.USAGE);
    };
  }

  private static List<String> words(String value, String separator) {
    return List.of(value.strip().split(separator + "+", -1));
  }
}
