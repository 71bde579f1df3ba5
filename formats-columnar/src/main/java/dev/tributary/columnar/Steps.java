// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BytesColumn;
import dev.tributary.batch.Column;
import dev.tributary.batch.ListColumn;
import dev.tributary.batch.MapColumn;
import dev.tributary.batch.StructColumn;

/**
 * Cuts a batch into runs of rows small enough that pages and row groups, which end only between
 * them, keep close to their sizes.
 */
final class Steps {

  private static final int ROWS_MAX = 1_024;

  private final int rowsMax;
  private final long bytesMax;

  Steps(ParquetOptions options) {
    this.rowsMax = Math.min(ROWS_MAX, options.pageRows());
    this.bytesMax = options.pageBytes();
  }

  /** Where the step ends that begins at row {@code from}. */
  int end(Batch batch, int from) {
    int rows = Math.min(rowsMax, batch.rows() - from);
    while (rows > 1 && !fits(batch, from, from + rows)) {
      rows /= 2;
    }
    return from + rows;
  }

  private boolean fits(Batch batch, int from, int to) {
    for (Column column : batch.columns()) {
      if (leafBytesMax(column, from, to) > bytesMax) {
        return false;
      }
    }
    return true;
  }

  /** About how many bytes the largest leaf below takes for these slots. */
  private static long leafBytesMax(Column column, int from, int to) {
    if (column instanceof BytesColumn bytes) {
      return (long) bytes.offsets()[to] - bytes.offsets()[from];
    }
    if (column instanceof ListColumn list) {
      return leafBytesMax(list.elements(), list.offsets()[from], list.offsets()[to]);
    }
    if (column instanceof MapColumn map) {
      int first = map.offsets()[from];
      int end = map.offsets()[to];
      return Math.max(leafBytesMax(map.keys(), first, end), leafBytesMax(map.values(), first, end));
    }
    if (column instanceof StructColumn struct) {
      return struct.children().stream()
          .mapToLong(child -> leafBytesMax(child, from, to))
          .max()
          .orElse(0);
    }
    return (long) (to - from) * Long.BYTES;
  }
}
