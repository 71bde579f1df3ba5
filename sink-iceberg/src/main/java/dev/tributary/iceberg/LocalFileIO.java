// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.SupportsPrefixOperations;

/**
 * Files of this machine for Iceberg, without Hadoop: {@code io-impl} where the warehouse is a local
 * folder. Understands plain paths and {@code file:} addresses; a prefix is a folder. Thread-safe.
 */
public final class LocalFileIO implements SupportsPrefixOperations {

  private static final long serialVersionUID = 1L;

  @Override
  public InputFile newInputFile(String location) {
    return org.apache.iceberg.Files.localInput(path(location).toFile());
  }

  @Override
  public OutputFile newOutputFile(String location) {
    return new LocalOutputFile(path(location));
  }

  @Override
  public void deleteFile(String location) {
    try {
      Files.deleteIfExists(path(location));
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Cannot delete %s", location);
    }
  }

  @Override
  public Iterable<FileInfo> listPrefix(String prefix) {
    try (Stream<Path> paths = Files.walk(path(prefix))) {
      return paths.filter(Files::isRegularFile).map(LocalFileIO::info).toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalStateException("Cannot list " + prefix, e);
    }
  }

  @Override
  public void deletePrefix(String prefix) {
    try (Stream<Path> paths = Files.walk(path(prefix))) {
      for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (NoSuchFileException e) {
      return;
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Cannot delete %s", prefix);
    }
  }

  /** The path that a location without scheme, or with the scheme {@code file}, names. */
  static Path path(String location) {
    if (!location.startsWith("file:")) {
      return Path.of(location);
    }
    String rest = location.substring("file:".length());
    int slashes = 0;
    while (slashes < rest.length() && rest.charAt(slashes) == '/') {
      slashes++;
    }
    return Path.of(slashes > 1 ? rest.substring(slashes - 1) : rest);
  }

  /** Whether the location is one of this machine's files. */
  static boolean isLocal(String location) {
    return location.startsWith("file:") || !location.contains("://");
  }

  private static FileInfo info(Path path) {
    try {
      return new FileInfo(
          path.toString(), Files.size(path), Files.getLastModifiedTime(path).toMillis());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
