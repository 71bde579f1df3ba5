// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.iceberg.io.FileIO;

/**
 * Files that may be deleted. The same file may be written {@code s3://}, {@code s3a://} or {@code
 * file:} by one writer and otherwise by another; so files are compared by their paths alone.
 */
final class FilesByPath {

  private final Map<String, File> files = new HashMap<>();

  private record File(String location, long bytes) {}

  void add(String location, long bytes) {
    files.put(path(location), new File(location, bytes));
  }

  void remove(String location) {
    files.remove(path(location));
  }

  void removeIf(Predicate<String> path) {
    files.keySet().removeIf(path);
  }

  int size() {
    return files.size();
  }

  long bytes() {
    return files.values().stream().mapToLong(File::bytes).sum();
  }

  /** Deletes all; those that cannot be are noted. */
  long delete(FileIO io, List<String> notes) {
    long deleted = 0;
    for (File file : files.values()) {
      try {
        io.deleteFile(file.location());
        deleted++;
      } catch (RuntimeException e) {
        notes.add("Cannot delete " + file.location() + ": " + e.getMessage());
      }
    }
    return deleted;
  }

  static String path(String location) {
    if (LocalFileIO.isLocal(location)) {
      return LocalFileIO.path(location).normalize().toString();
    }
    int path = location.indexOf('/', location.indexOf("://") + "://".length());
    return path < 0 ? "/" : location.substring(path);
  }
}
