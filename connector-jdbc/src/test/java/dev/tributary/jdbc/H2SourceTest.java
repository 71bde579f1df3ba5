// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;

class H2SourceTest extends DatabaseContract {

  @TempDir Path directory;

  @Override
  TestDatabase emptyDatabase() {
    TestDatabase database =
        new TestDatabase("jdbc:h2:" + directory.resolve("shop"), "sa", "s3cret pass");
    database.run("CREATE TABLE made (id INT)", "DROP TABLE made");
    return database;
  }

  @Override
  String stream(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  @Override
  String column(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}
