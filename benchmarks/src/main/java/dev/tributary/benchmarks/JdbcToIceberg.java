// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
      Amount table = new Amount(options.rows(), bytes);
      List<Tool> chosen = Turns.chosen(tools(server.url(), expected, table), options.only());
      Turns turns = new Turns(chosen, server::cpuSeconds, options.cache());
      return report(table, "PostgreSQL " + server.version(), turns.run(options.rounds()));
    }
  }

  private List<Tool> tools(String url, Checksums expected, Amount table) {
    return List.of(
        new TributaryTool(url, CONNECTIONS, options.javaOptions(), table, expected),
        new FloorTool(url, table, CONNECTIONS));
  }

  private static Report report(Amount table, String server, List<ToolResult> results) {
    String subject =
        String.format(
            Locale.ROOT,
            "%,d rows, %.0f MB as binary COPY, %d connections, %s",
            table.rows(),
            table.bytes() / 1e6,
            CONNECTIONS,
            server);
    Map<String, Object> about =
        Map.of(
            "rows",
            table.rows(),
            "table-bytes",
            table.bytes(),
            "connections",
            CONNECTIONS,
            "server",
            server);
    return new Report(NAME, subject, about, results);
  }
}
