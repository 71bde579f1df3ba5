// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteTableTest extends TableContract {

  @TempDir Path directory;

  @Override
  TestServer server() {
    return new SqliteFiles(directory);
  }
}
