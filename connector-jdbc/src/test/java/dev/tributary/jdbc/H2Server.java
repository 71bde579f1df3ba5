// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Databases of H2 in the memory of the JVM; a file takes several times as long to test. */
final class H2Server implements TestServer {

  private static final AtomicInteger NEXT = new AtomicInteger();

  private final TestDatabase database =
      new TestDatabase(
          "jdbc:h2:mem:shop" + NEXT.incrementAndGet() + ";DB_CLOSE_DELAY=-1", "sa", "s3cret pass");

  @Override
  public TestDatabase emptyDatabase() {
    database.run("DROP ALL OBJECTS");
    return database;
  }

  @Override
  public String analyze(String table) {
    return "ANALYZE TABLE " + table;
  }

  @Override
  public long connections() {
    return TestServer.number(database, "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS") - 1;
  }

  @Override
  public String named(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}
