// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Replaces a file as a whole, durably. */
final class AtomicFile {

  private AtomicFile() {}

  /**
   * Writes the text to the file {@code temporary}, which may be left over from a writer that died,
   * and makes it {@code file} in one step. One writer at a time.
   */
  static void write(Path directory, String file, String temporary, String text) throws IOException {
    Path written = directory.resolve(temporary);
    // A stream, not a channel: an interrupt must not cut a write short.
    try (FileOutputStream out = new FileOutputStream(written.toFile())) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.getFD().sync();
    }
    Files.move(
        written,
        directory.resolve(file),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    syncDirectory(directory);
  }

  /** Makes the move durable where directories can be opened, which Windows does not allow. */
  private static void syncDirectory(Path directory) {
    boolean interrupted = Thread.interrupted();
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // The new file is in place; only a power cut within moments could bring the old one back.
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
