// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteOptionsTest extends OptionsContract {

  @TempDir Path directory;

  @Override
  TestServer server() {
    return new SqliteFiles(directory);
  }

  @Override
  boolean keepsWhatWasWritten() {
    return true;
  }
}
