// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.config.Config;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableProperties;

/**
 * The table properties that settings stand for. Immutable.
 *
 * @param plain names and values; an empty value for a property that should not be there
 * @param blooms the columns that should have bloom filters, and no others
 */
record LayoutProperties(Map<String, String> plain, Optional<List<String>> blooms) {

  static final LayoutProperties NONE = new LayoutProperties(Map.of(), Optional.empty());
  static final String BLOOM = TableProperties.PARQUET_BLOOM_FILTER_COLUMN_ENABLED_PREFIX;

  private static final String COMMENT = "comment";

  static LayoutProperties of(Config settings) {
    Map<String, String> plain = new LinkedHashMap<>();
    settings
        .find(LayoutSettings.TARGET_FILE_BYTES)
        .ifPresent(
            bytes -> plain.put(TableProperties.WRITE_TARGET_FILE_SIZE_BYTES, bytes.toString()));
    settings.find(LayoutSettings.COMMENT).ifPresent(text -> plain.put(COMMENT, text));
    settings
        .find(LayoutSettings.TAG_LOADS)
        .ifPresent(text -> plain.put(LoadTag.PROPERTY, LoadTag.pattern(text)));
    return new LayoutProperties(plain, settings.find(LayoutSettings.BLOOM_FILTERS));
  }

  void check(String table, Schema schema) {
    for (String column : blooms.orElse(List.of())) {
      new LayoutTerm(column, "identity").check(table, LayoutSettings.BLOOM_FILTERS.name(), schema);
    }
  }

  /** Without what needs columns that are not there, and what is said of the stream's own table. */
  LayoutProperties within(Schema schema) {
    Map<String, String> everyTables = new LinkedHashMap<>(plain);
    everyTables.remove(COMMENT);
    return new LayoutProperties(
        everyTables,
        blooms.filter(
            columns -> columns.stream().allMatch(each -> schema.findField(each) != null)));
  }

  /** What has to be set; an empty value for what has to go. */
  Map<String, String> missing(Map<String, String> now) {
    Map<String, String> missing = new LinkedHashMap<>(plain);
    blooms.ifPresent(columns -> columns.forEach(column -> missing.put(BLOOM + column, "true")));
    for (String property : strangers(now)) {
      missing.put(property, "");
    }
    missing
        .entrySet()
        .removeIf(each -> each.getValue().equals(now.getOrDefault(each.getKey(), "")));
    return missing;
  }

  private List<String> strangers(Map<String, String> now) {
    List<String> strangers = new ArrayList<>();
    blooms.ifPresent(
        columns -> {
          for (String property : now.keySet()) {
            if (property.startsWith(BLOOM)
                && !columns.contains(property.substring(BLOOM.length()))) {
              strangers.add(property);
            }
          }
        });
    return strangers;
  }
}
