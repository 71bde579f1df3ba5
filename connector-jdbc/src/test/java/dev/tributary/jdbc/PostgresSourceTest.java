// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.ResultSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresSourceTest extends DatabaseContract {

  private static final AtomicInteger NEXT = new AtomicInteger();
  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start() throws Exception {
    postgres = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stop() throws Exception {
    postgres.close();
  }

  @Override
  TestDatabase emptyDatabase() {
    String name = "shop" + NEXT.incrementAndGet();
    server().run("CREATE DATABASE " + name);
    return new TestDatabase(postgres.getJdbcUrl("postgres", name));
  }

  private static TestDatabase server() {
    return new TestDatabase(postgres.getJdbcUrl("postgres", "postgres"));
  }

  @Override
  int connections() {
    try (var connection = server().connect();
        var statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT COUNT(*) FROM pg_stat_activity WHERE datname LIKE 'shop%'")) {
      row.next();
      return row.getInt(1);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
