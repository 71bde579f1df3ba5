// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.columnar.FloatMetrics;
import dev.tributary.columnar.ParquetFooter;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.FieldMetrics;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.parquet.ParquetUtil;
import org.apache.iceberg.types.Type;

/** What a finished Parquet file tells Iceberg's planner, without reading the file back. */
final class FileMetrics {

  private FileMetrics() {}

  /**
   * What is kept of which column: as the table's properties say. Where they say nothing, Iceberg
   * keeps bounds of the table's first columns only; new columns count as the rows have them.
   *
   * @param rows with the table's field ids
   */
  static MetricsConfig config(Table table, Schema rows) {
    boolean known = rows.columns().stream().allMatch(each -> isIn(table.schema(), each.fieldId()));
    Schema schema = known ? table.schema() : rows;
    return MetricsConfig.from(table.properties(), schema, table.sortOrder());
  }

  private static boolean isIn(Schema schema, int id) {
    return schema.findField(id) != null;
  }

  static Metrics of(ParquetFooter footer, Schema schema, MetricsConfig config) {
    Stream<FieldMetrics<?>> floats = footer.floats().stream().map(each -> field(each, schema));
    return ParquetUtil.footerMetrics(footer.metadata(), floats, config);
  }

  static List<Long> splitOffsets(ParquetFooter footer) {
    return ParquetUtil.getSplitOffsets(footer.metadata());
  }

  private static FieldMetrics<?> field(FloatMetrics floats, Schema schema) {
    if (!floats.hasBounds()) {
      return new FieldMetrics<>(
          floats.fieldId(), floats.values(), floats.nulls(), floats.nans(), null, null);
    }
    boolean single = schema.findType(floats.fieldId()).typeId() == Type.TypeID.FLOAT;
    return single
        ? field(floats, (float) floats.min(), (float) floats.max())
        : field(floats, floats.min(), floats.max());
  }

  private static <T> FieldMetrics<T> field(FloatMetrics floats, T min, T max) {
    return new FieldMetrics<>(
        floats.fieldId(), floats.values(), floats.nulls(), floats.nans(), min, max);
  }
}
