// SPDX-License-Identifier: Apache-2.0
package dev.tributary.files;

import dev.tributary.batch.BatchBuilder;
import dev.tributary.config.Config;
import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
import java.nio.file.Path;

/** Which folder is read, and in what portions. Immutable. */
record FilesSettings(Path path, long splitBytes, long batchBytes) {

  private static final long DEFAULT_SPLIT_BYTES = 64L << 20;

  private static final Setting<String> PATH =
      Setting.text("path").required().describedAs("Folder whose files are read");
  private static final Setting<Long> SPLIT_BYTES =
      Setting.bytes("split-bytes")
          .orElse(DEFAULT_SPLIT_BYTES)
          .describedAs("About how many bytes of a file of lines one thread reads by itself");
  private static final Setting<Long> BATCH_BYTES =
      Setting.bytes("batch-bytes")
          .orElse(BatchBuilder.DEFAULT_BYTES)
          .describedAs("About how many bytes of rows one reader keeps in memory");

  static final Settings SETTINGS = Settings.of(PATH, SPLIT_BYTES, BATCH_BYTES);

  static FilesSettings from(Config config) {
    return new FilesSettings(
        Path.of(config.get(PATH)),
        Math.max(1, config.get(SPLIT_BYTES)),
        Math.max(1, config.get(BATCH_BYTES)));
  }
}
