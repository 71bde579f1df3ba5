// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.config.Secret;
import dev.tributary.config.Setting;
import java.util.List;
import java.util.Map;

/** What a stream's settings may say about its table. */
final class LayoutSettings {

  private static final long OPEN_FILES = 32;

  static final Setting<List<String>> PARTITION_BY =
      Setting.texts("partition-by")
          .describedAs(
              "How the table is partitioned: columns, or year(c), month(c), day(c), hour(c),"
                  + " bucket(N, c), truncate(W, c), void(c)");
  static final Setting<List<String>> SORT_BY =
      Setting.texts("sort-by")
          .describedAs(
              "How rows are sorted within files: columns, each with asc or desc and nulls-first or"
                  + " nulls-last");
  static final Setting<List<String>> BLOOM_FILTERS =
      Setting.texts("bloom-filters")
          .describedAs("The columns whose files tell which values they do not have");
  static final Setting<Long> TARGET_FILE_BYTES =
      Setting.bytes("target-file-bytes")
          .describedAs("A data file of the table ends at about this size");
  static final Setting<Long> OPEN_FILES_MAX =
      Setting.number("open-files", 1, 10_000)
          .orElse(OPEN_FILES)
          .describedAs("How many partitions a task writes at once; past it, rows wait in memory");
  static final Setting<String> COMMENT =
      Setting.text("comment").describedAs("What the table is, for its readers");
  static final Setting<Map<String, Secret>> COLUMN_COMMENTS =
      Setting.properties("column-comments").describedAs("What columns are, by their names");
  static final Setting<String> TAG_LOADS =
      Setting.text("tag-loads")
          .describedAs(
              "true for a tag per load, or the tag's name with {load}, {number} or {stream} in it");

  private LayoutSettings() {}
}
