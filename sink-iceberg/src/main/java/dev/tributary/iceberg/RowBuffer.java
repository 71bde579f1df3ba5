// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BatchBuilder;
import dev.tributary.batch.Column;
import dev.tributary.schema.Schema;

/** Rows that wait to be put in order. Owned by one thread. */
final class RowBuffer {

  private static final long BYTES_MAX = 64L << 20;

  private final BatchBuilder rows;

  RowBuffer(Schema schema) {
    this.rows = new BatchBuilder(schema, Integer.MAX_VALUE / 2, BYTES_MAX);
  }

  void add(Batch batch) {
    for (int i = 0; i < batch.columns().size(); i++) {
      Column column = rows.column(i);
      Column source = batch.column(i);
      for (int row = 0; row < batch.rows(); row++) {
        column.appendFrom(source, row);
      }
    }
    rows.endRows(batch.rows());
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Whether the rows should not wait any longer, where so many bytes may. */
  boolean isFull(long bytes) {
    return rows.isFull() || weight() >= bytes;
  }

  /** All rows, until {@link #clear}. */
  Batch rows() {
    return rows.build();
  }

  void clear() {
    rows.reset();
  }

  private long weight() {
    long bytes = 0;
    for (int i = 0; i < rows.schema().size(); i++) {
      bytes += rows.column(i).bytes();
    }
    return bytes;
  }
}
