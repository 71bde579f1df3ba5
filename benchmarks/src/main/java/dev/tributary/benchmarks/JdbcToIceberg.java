// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.nio.file.Path;
import java.util.List;

/** A table of PostgreSQL into an Iceberg table, once, by each tool in turns. */
final class JdbcToIceberg {

  static final String NAME = "jdbc-to-iceberg";

  private static final int CONNECTIONS = 2;

  private final Options options;

  JdbcToIceberg(Options options) {
    this.options = options;
  }

  Report run() throws Exception {
    Path data = options.cache().resolve("postgres-" + options.rows());
    try (PostgresServer server = PostgresServer.start(data)) {
      Progress.say("preparing " + options.rows() + " rows");
      server.prepare(options.rows());
      Checksums expected = Checksums.keptInPostgres(server.connection());
      long bytes =
          CopyFloor.copy(server.url(), PostgresServer.USER, options.rows(), CONNECTIONS).bytes();
      Turns turns = new Turns(chosen(server.url(), expected), server, options.cache());
      Report report =
          new Report(
              NAME,
              options.rows(),
              bytes,
              CONNECTIONS,
              "PostgreSQL " + server.version(),
              turns.run(options.rounds()));
      if (options.json().isPresent()) {
        ReportJson.write(report, options.json().get());
      }
      return report;
    }
  }

  private List<Tool> chosen(String url, Checksums expected) {
    List<Tool> all =
        List.of(
            new TributaryTool(url, CONNECTIONS, options.javaOptions(), expected),
            new FloorTool(url, options.rows(), CONNECTIONS));
    List<String> names = all.stream().map(Tool::name).toList();
    if (!names.containsAll(options.only())) {
      throw new IllegalArgumentException("--only " + options.only() + ": there are " + names);
    }
    return all.stream()
        .filter(tool -> options.only().isEmpty() || options.only().contains(tool.name()))
        .toList();
  }
}
