// SPDX-License-Identifier: Apache-2.0
package dev.tributary.files;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The folder that is read, and nothing outside of it. Thread-safe. */
final class Folder {

  private static final int FILES_MAX = 100_000;

  private final Path path;

  Folder(Path path) {
    this.path = path;
  }

  /** The files whose path within the folder is wanted, in the order in which they are read. */
  List<SeenFile> files(Predicate<Path> wanted) {
    Path root = root();
    List<SeenFile> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Path inside = root.relativize(file);
              if (wanted.test(inside)) {
                add(file, name(inside), attributes, files);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw unavailable("Listing '" + path + "'", e);
    }
    files.sort(SeenFile.IN_ORDER);
    return files;
  }

  /**
   * Where the file is, which must still be as it was seen.
   *
   * @throws TributaryException {@code SOURCE_UNAVAILABLE} when it changed
   */
  Path same(SeenFile file) {
    Path real = real(root().resolve(file.name()), file.name());
    try {
      SeenFile now =
          SeenFile.of(file.name(), Files.readAttributes(real, BasicFileAttributes.class));
      if (!now.equals(file)) {
        throw new TributaryException(
            ErrorCode.SOURCE_UNAVAILABLE,
            "File '" + file.name() + "' changed while it was read",
            "Run again when it is whole; write files elsewhere and move them here");
      }
      return real;
    } catch (IOException e) {
      throw unavailable("Looking at '" + file.name() + "'", e);
    }
  }

  static TributaryException unavailable(String doing, IOException e) {
    return new TributaryException(
        ErrorCode.SOURCE_UNAVAILABLE,
        doing + " failed: " + e,
        "Check that the file is there and may be read, and run again",
        e);
  }

  private void add(Path file, String name, BasicFileAttributes attributes, List<SeenFile> files)
      throws IOException {
    Path real = attributes.isSymbolicLink() ? real(file, name) : file;
    BasicFileAttributes now =
        attributes.isSymbolicLink()
            ? Files.readAttributes(real, BasicFileAttributes.class)
            : attributes;
    if (now.isRegularFile()) {
      files.add(SeenFile.of(name, now));
    }
    if (files.size() > FILES_MAX) {
      throw new TributaryException(
          ErrorCode.LIMIT_REACHED,
          "More than " + FILES_MAX + " files in '" + path + "' belong to one stream",
          "Narrow the stream's pattern, or move files away that were read");
    }
  }

  private Path root() {
    try {
      Path root = path.toRealPath();
      if (Files.isDirectory(root)) {
        return root;
      }
      throw new TributaryException(
          ErrorCode.SETTING_INVALID, "'" + path + "' is no folder", "Correct source.path");
    } catch (IOException e) {
      throw unavailable("Opening the folder '" + path + "'", e);
    }
  }

  private Path real(Path file, String name) {
    try {
      Path real = file.toRealPath();
      if (!real.startsWith(root())) {
        throw new TributaryException(
            ErrorCode.ACCESS_DENIED,
            "'" + name + "' leads out of the folder '" + path + "'",
            "Remove the link, or name the folder it leads to as a source of its own");
      }
      return real;
    } catch (IOException e) {
      throw unavailable("Opening '" + name + "'", e);
    }
  }

  private static String name(Path inside) {
    List<String> names = new ArrayList<>();
    inside.forEach(each -> names.add(each.toString()));
    return String.join("/", names);
  }
}
