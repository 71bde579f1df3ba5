// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteStateStoreTest extends JdbcStateStoreRules {

  @TempDir Path directory;

  @Override
  protected String newUrl() {
    return "jdbc:sqlite:" + directory.resolve("state.db");
  }

  @Override
  protected String user() {
    return "";
  }
}
