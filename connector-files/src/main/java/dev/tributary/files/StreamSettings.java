// SPDX-License-Identifier: Apache-2.0
package dev.tributary.files;

import dev.tributary.batch.BatchBuilder;
import dev.tributary.config.Config;
import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.formats.Detector;
import dev.tributary.formats.JsonOptions;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which files a stream has and how they are read. Immutable. */
record StreamSettings(
    Optional<String> pattern, Optional<Format> format, boolean hasRecordPath, JsonOptions json) {

  private static final Setting<String> PATTERN =
      Setting.text("pattern")
          .describedAs("Glob of the stream's files within the folder, such as orders/**.ndjson");
  private static final Setting<Format> FORMAT =
      Setting.choice("format", Format.class)
          .describedAs(
              "ndjson: one object per line; json: documents; by default what the file's name says");
  private static final Setting<String> RECORD_PATH =
      Setting.text("record-path")
          .orElse("")
          .describedAs("Where the rows are in json documents, such as data.items");
  private static final Setting<List<String>> DETECT =
      Setting.texts("detect")
          .orElse(List.of())
          .describedAs("What is recognised in text: any of date, timestamp, uuid");
  private static final Setting<List<String>> JSON_PATHS =
      Setting.texts("json-paths")
          .orElse(List.of())
          .describedAs("Fields kept as JSON text, such as items.attributes");
  private static final Setting<Long> JSON_DEPTH =
      Setting.number("json-depth", 0, JsonOptions.LIMIT_DEPTH)
          .orElse((long) JsonOptions.LIMIT_DEPTH)
          .describedAs("Levels of objects and arrays that are parsed; those below stay JSON text");
  private static final Setting<Long> MAX_DEPTH =
      Setting.number("max-depth", 1, JsonOptions.LIMIT_DEPTH)
          .orElse((long) JsonOptions.DEFAULT_DEPTH_MAX)
          .describedAs("Levels of objects and arrays a row may have; a deeper row is refused");
  private static final Setting<Long> MAX_VALUE_BYTES =
      Setting.bytes("max-value-bytes")
          .orElse((long) JsonOptions.DEFAULT_VALUE_BYTES_MAX)
          .describedAs("Longest text of one value; a row with a longer one is refused");

  static final Settings SETTINGS =
      Settings.of(
          PATTERN, FORMAT, RECORD_PATH, DETECT, JSON_PATHS, JSON_DEPTH, MAX_DEPTH, MAX_VALUE_BYTES);

  private static final StreamSettings DEFAULTS = read(SETTINGS.read("stream", Map.of()));

  /** What a file holds. */
  enum Format {
    NDJSON,
    JSON
  }

  static StreamSettings from(Config config) {
    return config.equals(Config.none()) ? DEFAULTS : read(config);
  }

  /** What the file holds, as the job or else its name says. */
  Format formatOf(String file) {
    return format.orElse(file.endsWith(".json") ? Format.JSON : Format.NDJSON);
  }

  /**
   * How such a file is read.
   *
   * @throws TributaryException {@code SETTING_INVALID} when a record path is set, and lines have
   *     none
   */
  JsonOptions options(Format of, long batchBytes) {
    if (of == Format.NDJSON && hasRecordPath) {
      throw new TributaryException(
          ErrorCode.SETTING_INVALID,
          "'record-path' is set, and the stream has files of one row per line",
          "Remove it, or set 'format: json'");
    }
    return json.as(of == Format.NDJSON).batch(BatchBuilder.DEFAULT_ROWS, batchBytes);
  }

  private static StreamSettings read(Config config) {
    JsonOptions json =
        JsonOptions.documents()
            .recordPath(config.get(RECORD_PATH))
            .detect(detectors(config.get(DETECT)))
            .jsonPaths(Set.copyOf(config.get(JSON_PATHS)))
            .jsonDepth(config.get(JSON_DEPTH).intValue())
            .depthMax(config.get(MAX_DEPTH).intValue())
            .valueBytesMax((int) Math.min(1L << 30, Math.max(1, config.get(MAX_VALUE_BYTES))));
    return new StreamSettings(
        config.find(PATTERN), config.find(FORMAT), !config.get(RECORD_PATH).isEmpty(), json);
  }

  private static Set<Detector> detectors(List<String> names) {
    Set<Detector> detectors = EnumSet.noneOf(Detector.class);
    for (String name : names) {
      try {
        detectors.add(Detector.valueOf(name.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw new TributaryException(
            ErrorCode.SETTING_INVALID,
            "'detect' names '" + name + "', which is none of date, timestamp, uuid",
            "Correct the setting and run again",
            e);
      }
    }
    return detectors;
  }
}
