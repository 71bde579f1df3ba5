// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteSourceTest extends DatabaseContract {

  @TempDir Path directory;

  @Override
  TestDatabase emptyDatabase() {
    TestDatabase database = new TestDatabase("jdbc:sqlite:" + directory.resolve("shop.db"));
    database.run("PRAGMA user_version = 1");
    return database;
  }
}
