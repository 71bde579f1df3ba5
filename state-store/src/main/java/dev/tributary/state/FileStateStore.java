// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps each pipeline's state in a JSON file of one directory, which is made at the first write. A
 * file is replaced as a whole: whoever reads, even after a crash or a power cut, finds the old
 * state or the new one. Any number of processes of one machine may share the directory. On a
 * network file system that is so as far as its locks and renames are honest.
 */
public final class FileStateStore implements StateStore {

  private static final String SUFFIX = ".json";

  private final Path directory;

  public FileStateStore(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
  }

  @Override
  public PipelineState read(String pipeline) {
    Path file = file(pipeline);
    return text(file)
        .map(text -> StoredState.read(pipeline, text, file.toString()))
        .orElse(PipelineState.empty());
  }

  @Override
  public boolean replace(String pipeline, PipelineState next) {
    String stored = StoredName.of(pipeline);
    String text = new StoredState(pipeline, next).write();
    try {
      Files.createDirectories(directory);
      try (FileGuard guard = FileGuard.acquire(directory, stored + ".lock")) {
        if (read(pipeline).version() != next.version() - 1) {
          return false;
        }
        AtomicFile.write(directory, stored + SUFFIX, stored + ".tmp", text);
        return true;
      }
    } catch (IOException e) {
      throw failed("write", directory.resolve(stored + SUFFIX), e);
    }
  }

  @Override
  public List<String> pipelines() {
    try (Stream<Path> files = Files.list(directory)) {
      return files.flatMap(file -> pipeline(file).stream()).sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw failed("list", directory, e);
    } catch (UncheckedIOException e) {
      throw failed("list", directory, e);
    }
  }

  @Override
  public void close() {}

  private static Optional<String> pipeline(Path file) {
    String name = String.valueOf(file.getFileName());
    if (!name.endsWith(SUFFIX)) {
      return Optional.empty();
    }
    String stored = name.substring(0, name.length() - SUFFIX.length());
    return StoredName.isShortened(stored)
        ? text(file).map(text -> StoredState.read(text, file.toString()).pipeline())
        : StoredName.pipeline(stored);
  }

  private static Optional<String> text(Path file) {
    try {
      if (Files.size(file) > PlainJson.LENGTH_MAX) {
        throw StoredState.unreadable(file.toString(), "it is too long", null);
      }
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (CharacterCodingException e) {
      throw StoredState.unreadable(file.toString(), "it is not text in UTF-8", e);
    } catch (IOException e) {
      throw failed("read", file, e);
    }
  }

  private Path file(String pipeline) {
    return directory.resolve(StoredName.of(pipeline) + SUFFIX);
  }

  private static TributaryException failed(String verb, Path file, Exception cause) {
    if (cause instanceof AccessDeniedException) {
      return new TributaryException(
          ErrorCode.ACCESS_DENIED,
          "May not " + verb + " the state in " + file,
          "Allow this user to read and write the directory",
          cause);
    }
    return new TributaryException(
        ErrorCode.STATE_UNAVAILABLE,
        "Cannot " + verb + " the state in " + file + ": " + cause,
        "Check the disk, then run again",
        cause);
  }
}
