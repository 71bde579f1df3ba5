// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * One MySQL in a container for all tests of a JVM, spoken to by MariaDB's driver: MySQL's own is
 * under the GPL, and {@code MySQLContainer} would need it.
 */
final class MysqlServer implements TestServer {

  private static final String IMAGE = "mysql:8.4";
  private static final int PORT = 3306;
  private static final String PASSWORD = "s3cret-pass";
  private static final AtomicInteger NEXT = new AtomicInteger();

  private final String address;

  private MysqlServer(String address) {
    this.address = address;
  }

  /** Started on first use; Testcontainers stops it after the JVM. */
  static MysqlServer shared() {
    return Shared.SERVER;
  }

  @Override
  public TestDatabase emptyDatabase() {
    String name = "shop" + NEXT.incrementAndGet();
    database("").run("CREATE DATABASE " + name);
    return database(name);
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

  /**
   * Its passwords go over an open connection only once they are encrypted with the server's key.
   */
  private TestDatabase database(String name) {
    String url = "jdbc:mariadb://" + address + "/" + name + "?allowPublicKeyRetrieval=true";
    return new TestDatabase(url, "root", PASSWORD);
  }

  private static final class Shared {
    static final MysqlServer SERVER = start();

    /** Waits for the second start: the first one sets the server up, and listens on no port. */
    @SuppressWarnings("resource")
    private static MysqlServer start() {
      GenericContainer<?> mysql =
          new GenericContainer<>(IMAGE)
              .withEnv("MYSQL_ROOT_PASSWORD", PASSWORD)
              .withExposedPorts(PORT)
              .waitingFor(Wait.forLogMessage("(?s).*ready for connections.* port: 3306 .*", 1));
      mysql.start();
      return new MysqlServer(mysql.getHost() + ":" + mysql.getMappedPort(PORT));
    }
  }
}
