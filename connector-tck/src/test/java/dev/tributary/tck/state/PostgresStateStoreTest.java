// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck.state;

import dev.tributary.state.StateStore;
import dev.tributary.state.StateStores;
import dev.tributary.tck.StateStoreContract;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresStateStoreTest extends StateStoreContract {

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private static EmbeddedPostgres server;
  private String database;

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @BeforeEach
  void createDatabase() throws SQLException {
    database = "state" + DATABASES.incrementAndGet();
    try (Connection connection = server.getPostgresDatabase().getConnection()) {
      connection.createStatement().execute("CREATE DATABASE " + database);
    }
  }

  @Override
  protected StateStore newStore() {
    String url = server.getJdbcUrl("postgres", database);
    return StateStores.open(
        Map.of("type", "jdbc", "url", url, "user", "postgres"), Path.of("unused"));
  }
}
