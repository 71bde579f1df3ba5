// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck.state;

import dev.tributary.state.FileStateStore;
import dev.tributary.state.StateStore;
import dev.tributary.tck.StateStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileStateStoreTest extends StateStoreContract {

  @TempDir Path directory;

  @Override
  protected StateStore newStore() {
    return new FileStateStore(directory);
  }
}
