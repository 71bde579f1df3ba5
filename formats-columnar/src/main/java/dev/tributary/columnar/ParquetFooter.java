// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import java.util.List;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * What a finished file says about itself.
 *
 * @param metadata the footer as written, with the row groups and their statistics
 * @param floats one entry per float or double leaf, in leaf order: what Parquet's statistics cannot
 *     say where there are NaNs
 * @param rows how many rows the file has
 * @param fileBytes how long the file is
 */
public record ParquetFooter(
    ParquetMetadata metadata, List<FloatMetrics> floats, long rows, long fileBytes) {

  public ParquetFooter {
    floats = List.copyOf(floats);
  }
}
