// SPDX-License-Identifier: Apache-2.0
package dev.tributary.files;

import dev.tributary.load.Fields;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Comparator;

/**
 * A file as it was seen. Immutable.
 *
 * @param name its path within the folder, with slashes
 * @param modified nanoseconds since 1970
 */
record SeenFile(String name, long size, long modified) {

  static final Comparator<SeenFile> IN_ORDER =
      Comparator.comparingLong(SeenFile::modified).thenComparing(SeenFile::name);

  private static final long NANOS = 1_000_000_000L;

  static SeenFile of(String name, BasicFileAttributes attributes) {
    Instant time = attributes.lastModifiedTime().toInstant();
    return new SeenFile(name, attributes.size(), time.getEpochSecond() * NANOS + time.getNano());
  }

  static SeenFile of(Fields fields) {
    return new SeenFile(fields.text("file"), fields.number("size"), fields.number("modified"));
  }

  Fields fields() {
    return Fields.of("file", name).with("size", size).with("modified", modified);
  }
}
