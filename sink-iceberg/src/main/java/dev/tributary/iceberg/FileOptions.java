// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.columnar.BloomFilters;
import dev.tributary.columnar.ParquetOptions;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.util.PropertyUtil;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;

/** What a table's properties say about its Parquet files. */
final class FileOptions {

  private FileOptions() {}

  /**
   * The options for files of this type.
   *
   * @throws TributaryException {@code SETTING_INVALID} when the properties make no sense
   */
  static ParquetOptions of(Map<String, String> properties, MessageType file, Schema schema) {
    Map<String, Double> blooms = new LinkedHashMap<>();
    for (ColumnDescriptor leaf : file.getColumns()) {
      String column = column(leaf, schema);
      if (PropertyUtil.propertyAsBoolean(properties, LayoutProperties.BLOOM + column, false)) {
        blooms.put(String.join(".", leaf.getPath()), falsePositives(properties, column));
      }
    }
    int bytesMax =
        PropertyUtil.propertyAsInt(
            properties,
            TableProperties.PARQUET_BLOOM_FILTER_MAX_BYTES,
            TableProperties.PARQUET_BLOOM_FILTER_MAX_BYTES_DEFAULT);
    try {
      return ParquetOptions.standard().withBloomFilters(new BloomFilters(blooms, bytesMax));
    } catch (IllegalArgumentException e) {
      throw new TributaryException(
          ErrorCode.SETTING_INVALID,
          "The table's Bloom filters cannot be made: " + e.getMessage(),
          "Correct the table's properties that begin with write.parquet.bloom-filter",
          e);
    }
  }

  /** The leaf's name as the table's properties have it; parts of variants have none. */
  private static String column(ColumnDescriptor leaf, Schema schema) {
    var id = leaf.getPrimitiveType().getId();
    String name = id == null ? null : schema.findColumnName(id.intValue());
    return name == null ? "" : name;
  }

  private static double falsePositives(Map<String, String> properties, String column) {
    return PropertyUtil.propertyAsDouble(
        properties,
        TableProperties.PARQUET_BLOOM_FILTER_COLUMN_FPP_PREFIX + column,
        TableProperties.PARQUET_BLOOM_FILTER_COLUMN_FPP_DEFAULT);
  }
}
