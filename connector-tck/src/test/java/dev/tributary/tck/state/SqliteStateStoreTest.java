// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck.state;

import dev.tributary.state.StateStore;
import dev.tributary.state.StateStores;
import dev.tributary.tck.StateStoreContract;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class SqliteStateStoreTest extends StateStoreContract {

  @TempDir Path directory;

  @Override
  protected StateStore newStore() {
    String url = "jdbc:sqlite:" + directory.resolve("state.db");
    return StateStores.open(Map.of("type", "jdbc", "url", url), directory);
  }
}
