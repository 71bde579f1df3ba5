// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.config.Config;
import dev.tributary.config.Context;
import dev.tributary.config.Secret;
import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
import dev.tributary.sink.Sink;
import dev.tributary.sink.SinkProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes sinks that write Apache Iceberg tables, in any catalog that Iceberg knows. */
public final class IcebergSinkProvider implements SinkProvider {

  private static final long DEFAULT_TARGET_FILE_BYTES = 256L << 20;

  static final Setting<String> NAMESPACE =
      Setting.text("namespace")
          .required()
          .describedAs("The namespace of the tables; levels are separated by dots");
  static final Setting<String> WAREHOUSE =
      Setting.text("warehouse")
          .describedAs("The folder or bucket of the tables, or what a REST catalog calls it");
  static final Setting<Map<String, Secret>> CATALOG =
      Setting.properties("catalog")
          .required()
          .describedAs(
              "Iceberg's own catalog properties: type (jdbc, rest, hadoop, ...), uri, and so on;"
                  + " name is the catalog's name, which other engines must use too for jdbc");
  static final Setting<Long> FORMAT_VERSION =
      Setting.number("format-version", 2, 3)
          .orElse(2L)
          .describedAs("The Iceberg format of new tables");
  static final Setting<List<String>> READERS =
      Setting.texts("readers")
          .orElse(List.of())
          .describedAs(
              "The engines that must be able to read the tables, such as athena or spark; what one"
                  + " of them cannot read is refused");
  static final Setting<Long> TARGET_FILE_BYTES =
      Setting.bytes("target-file-bytes")
          .orElse(DEFAULT_TARGET_FILE_BYTES)
          .describedAs("A data file ends at about this size");
  static final Setting<Map<String, Secret>> TABLE_PROPERTIES =
      Setting.properties("properties")
          .orElse(Map.of())
          .describedAs("Iceberg's own table properties, for a table that is created");

  private static final Settings SETTINGS =
      Settings.of(NAMESPACE, WAREHOUSE, CATALOG, FORMAT_VERSION, READERS, TARGET_FILE_BYTES);
  private static final Settings TABLE_SETTINGS =
      Settings.of(
          TABLE_PROPERTIES,
          LayoutSettings.PARTITION_BY,
          LayoutSettings.SORT_BY,
          LayoutSettings.BLOOM_FILTERS,
          LayoutSettings.TARGET_FILE_BYTES,
          LayoutSettings.OPEN_FILES_MAX,
          LayoutSettings.COMMENT,
          LayoutSettings.COLUMN_COMMENTS,
          LayoutSettings.TAG_LOADS);

  @Override
  public String name() {
    return "iceberg";
  }

  @Override
  public Settings settings() {
    return SETTINGS;
  }

  @Override
  public Settings tableSettings() {
    return TABLE_SETTINGS;
  }

  @Override
  public Sink create(Config config, Context context) {
    List<String> problems = new ArrayList<>();
    CatalogSettings catalog =
        CatalogSettings.of(config.get(CATALOG), config.find(WAREHOUSE), problems);
    Readers readers = Readers.of(config.get(READERS), problems);
    if (!problems.isEmpty()) {
      throw Settings.invalid(problems);
    }
    readers.requireFormat(Math.toIntExact(config.get(FORMAT_VERSION)), "The sink");
    return new IcebergSink(catalog, config, readers, context);
  }
}
