// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A database of SQLite in a folder. */
record SqliteFiles(Path directory) implements TestServer {

  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  @Override
  public TestDatabase emptyDatabase() {
    TestDatabase database = new TestDatabase("jdbc:sqlite:" + file());
    database.run("PRAGMA user_version = 1");
    return database;
  }

  /** As Linux tells; 0 elsewhere. */
  @Override
  public long connections() {
    if (!Files.isDirectory(OPEN_FILES)) {
      return 0;
    }
    try (Stream<Path> open = Files.list(OPEN_FILES)) {
      return open.filter(this::isDatabase).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isDatabase(Path open) {
    try {
      return Files.readSymbolicLink(open).equals(file().toAbsolutePath());
    } catch (IOException e) {
      return false; // Closed in the meantime.
    }
  }

  private Path file() {
    return directory.resolve("shop.db");
  }
}
