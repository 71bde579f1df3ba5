// SPDX-License-Identifier: Apache-2.0
package dev.tributary.files;

import dev.tributary.source.Split;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Files of lines in ranges of about equal bytes, others whole. */
final class Splits {

  private static final int SAMPLE_BYTES = 4;

  private final Folder folder;
  private final StreamSettings stream;
  private final long splitBytes;
  private final List<Split> all = new ArrayList<>();

  Splits(Folder folder, StreamSettings stream, long splitBytes) {
    this.folder = folder;
    this.stream = stream;
    this.splitBytes = splitBytes;
  }

  List<Split> all() {
    return List.copyOf(all);
  }

  void add(SeenFile file) {
    long each = isSplittable(file) ? splitBytes : Math.max(1, file.size());
    long from = 0;
    do {
      long to = file.size() - from <= each ? file.size() : from + each;
      all.add(new Split(all.size(), file.fields().with("from", from).with("to", to), to - from));
      from = to;
    } while (from < file.size());
  }

  private boolean isSplittable(SeenFile file) {
    return file.size() > splitBytes
        && stream.formatOf(file.name()) == StreamSettings.Format.NDJSON
        && hasBytesAsLines(file);
  }

  /** UTF-16 and UTF-32 have zero bytes around ASCII, or begin with a mark that UTF-8 has not. */
  private boolean hasBytesAsLines(SeenFile file) {
    try (InputStream in = Files.newInputStream(folder.same(file))) {
      for (byte each : in.readNBytes(SAMPLE_BYTES)) {
        if (each == 0 || each == (byte) 0xFE || each == (byte) 0xFF) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw Folder.unavailable("Opening '" + file.name() + "'", e);
    }
  }
}
