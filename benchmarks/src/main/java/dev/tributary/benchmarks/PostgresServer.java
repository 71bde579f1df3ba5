// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A PostgreSQL of our own on a free port of the loopback interface, whose data folder is kept
 * between runs. It never waits for a disk. One thread at a time.
 */
final class PostgresServer implements AutoCloseable {

  static final String USER = "postgres";

  private final EmbeddedPostgres server;
  private final long postmaster;
  private final Connection connection;

  private PostgresServer(EmbeddedPostgres server, long postmaster, Connection connection) {
    this.server = server;
    this.postmaster = postmaster;
    this.connection = connection;
  }

  static PostgresServer start(Path data) throws IOException, SQLException {
    Files.createDirectories(data.getParent());
    EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPGStartupWait(Duration.ofMinutes(2))
            .setServerConfig("fsync", "off")
            .setServerConfig("synchronous_commit", "off")
            .setServerConfig("full_page_writes", "off")
            .setServerConfig("autovacuum", "off")
            .setServerConfig("max_wal_size", "8GB")
            .setServerConfig("shared_buffers", "256MB")
            .setServerConfig("max_parallel_workers_per_gather", "0")
            .start();
    String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip();
    Connection connection = DriverManager.getConnection(url(server), USER, "");
    return new PostgresServer(server, Long.parseLong(pid), connection);
  }

  String url() {
    return url(server);
  }

  Connection connection() {
    return connection;
  }

  String version() throws SQLException {
    return connection.getMetaData().getDatabaseProductVersion();
  }

  /** Makes the table, unless this data folder has it whole. */
  void prepare(long rows) throws SQLException {
    String wanted = NarrowTable.create() + "; " + NarrowTable.fill(rows);
    if (wanted.equals(comment())) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SET TIME ZONE 'UTC'");
      statement.execute("DROP TABLE IF EXISTS " + NarrowTable.NAME);
      statement.execute(NarrowTable.create());
      statement.execute(NarrowTable.fill(rows));
      Checksums.keepInPostgres(connection);
      statement.execute(
          "COMMENT ON TABLE " + NarrowTable.NAME + " IS '" + wanted.replace("'", "''") + "'");
      connection.commit();
      connection.setAutoCommit(true);
      statement.execute("VACUUM (FREEZE, ANALYZE) " + NarrowTable.NAME);
      statement.execute("CHECKPOINT");
    }
  }

  /** CPU seconds of the server and of all backends that have ended. Waits until all have. */
  double cpuSeconds() throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (backends() > 0 && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    return Proc.cpuSeconds(postmaster) + Proc.cpuSecondsOfEndedChildren(postmaster);
  }

  @Override
  public void close() throws IOException, SQLException {
    try {
      connection.close();
    } finally {
      server.close();
    }
  }

  private long backends() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity"
                    + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()")) {
      answer.next();
      return answer.getLong(1);
    }
  }

  private String comment() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer =
            statement.executeQuery(
                "SELECT coalesce(obj_description(to_regclass('"
                    + NarrowTable.NAME
                    + "'), 'pg_class'), '')")) {
      answer.next();
      return answer.getString(1);
    }
  }

  private static String url(EmbeddedPostgres server) {
    return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
  }
}
