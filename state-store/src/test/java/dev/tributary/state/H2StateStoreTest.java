// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2StateStoreTest extends JdbcStateStoreRules {

  @TempDir Path directory;

  @Override
  protected String newUrl() {
    return "jdbc:h2:" + directory.resolve("state");
  }

  @Override
  protected String user() {
    return "sa";
  }
}
