// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.config.Config;
import dev.tributary.sink.TableSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iceberg.TableProperties;

/** The properties that a table gets when Tributary creates it. */
record NewTable(int formatVersion) {

  private static final Map<String, String> STANDARD =
      Map.of(
          TableProperties.PARQUET_COMPRESSION, "zstd",
          TableProperties.PARQUET_COMPRESSION_LEVEL, "1",
          // enough for eight writers that commit at once
          TableProperties.COMMIT_NUM_RETRIES, "30",
          TableProperties.COMMIT_MAX_RETRY_WAIT_MS, "2000",
          TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true",
          TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, "100");

  Map<String, String> properties(TableSpec wanted) {
    Map<String, String> properties = new LinkedHashMap<>(STANDARD);
    if (!wanted.settings().equals(Config.none())) {
      wanted
          .settings()
          .get(IcebergSinkProvider.TABLE_PROPERTIES)
          .forEach((name, value) -> properties.put(name, value.reveal()));
    }
    properties.put(TableProperties.FORMAT_VERSION, String.valueOf(formatVersion));
    return properties;
  }
}
