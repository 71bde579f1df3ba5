// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;

/** One PostgreSQL for all tests of a JVM; it stops when the JVM does. */
final class PostgresServer implements TestServer {

  private final EmbeddedPostgres postgres;

  private PostgresServer(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  /** Started on first use. */
  static PostgresServer shared() {
    return Shared.SERVER;
  }

  TestDatabase database(String name) {
    return new TestDatabase(postgres.getJdbcUrl("postgres", name));
  }

  /** The same one each time: emptying it takes far less time than making one. */
  @Override
  public TestDatabase emptyDatabase() {
    TestDatabase shop = database("shop");
    shop.run("DROP SCHEMA public CASCADE", "CREATE SCHEMA public");
    return shop;
  }

  @Override
  public long connections() {
    return TestServer.number(
        database("postgres"), "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = 'shop'");
  }

  private static final class Shared {
    static final PostgresServer SERVER = start();

    private static PostgresServer start() {
      try {
        PostgresServer server =
            new PostgresServer(
                EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("autovacuum", "off")
                    .start());
        server.database("postgres").run("CREATE DATABASE shop");
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
