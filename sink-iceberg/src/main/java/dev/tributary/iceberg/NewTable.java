// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.config.Config;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableProperties;

/** A table that Tributary creates. Immutable. */
record NewTable(
    Schema schema, PartitionSpec spec, SortOrder order, Map<String, String> properties) {

  private static final Map<String, String> STANDARD =
      Map.of(
          TableProperties.PARQUET_COMPRESSION, "zstd",
          TableProperties.PARQUET_COMPRESSION_LEVEL, "1",
          // enough for eight writers that commit at once
          TableProperties.COMMIT_NUM_RETRIES, "30",
          TableProperties.COMMIT_MAX_RETRY_WAIT_MS, "2000",
          TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true",
          TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, "100");

  /**
   * The table as it is wanted.
   *
   * @param layout whose columns the schema has
   */
  static NewTable of(Config settings, Schema schema, TableLayout layout, int formatVersion) {
    Map<String, String> properties = new LinkedHashMap<>(STANDARD);
    if (!settings.equals(Config.none())) {
      settings
          .get(IcebergSinkProvider.TABLE_PROPERTIES)
          .forEach((name, value) -> properties.put(name, value.reveal()));
    }
    properties.putAll(layout.properties().missing(properties));
    properties.values().removeIf(String::isEmpty);
    properties.put(TableProperties.FORMAT_VERSION, String.valueOf(formatVersion));
    return new NewTable(
        schema,
        layout.spec(schema, PartitionSpec.unpartitioned()),
        layout.order(schema, SortOrder.unsorted()),
        properties);
  }
}
