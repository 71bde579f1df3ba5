// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteRefusedTest extends RefusedRowsContract {

  @TempDir Path directory;

  @Override
  TestServer server() {
    return new SqliteFiles(directory);
  }

  @Override
  String type() {
    return "INTEGER";
  }

  @Override
  String good() {
    return "5";
  }

  @Override
  String bad() {
    return "'five'";
  }

  @Override
  String badText() {
    return "five";
  }
}
