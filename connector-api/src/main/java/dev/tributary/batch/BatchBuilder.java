// SPDX-License-Identifier: Apache-2.0
package dev.tributary.batch;

import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fills the columns of one batch after another. Fast sources append to {@link #column(int)} and
 * call {@link #endRow()}; simple ones call {@link #add(Map)}. Owned by one thread at a time.
 *
 * <p>A batch is full at a number of rows or of bytes, whichever comes first, so that neither many
 * nor wide rows make memory grow.
 */
public final class BatchBuilder {

  public static final int DEFAULT_ROWS = 8_192;
  public static final long DEFAULT_BYTES = 8L << 20;

  private static final int ROWS_BETWEEN_WEIGHINGS = 64;

  private final Schema schema;
  private final List<Column> columns;
  private final Column[] each;
  private final int rowsMax;
  private final long bytesMax;
  private int rows;
  private boolean heavy;

  public BatchBuilder(Schema schema) {
    this(schema, DEFAULT_ROWS, DEFAULT_BYTES);
  }

  public BatchBuilder(Schema schema, int rowsMax, long bytesMax) {
    this.schema = schema;
    this.columns = schema.fields().stream().map(field -> Column.of(field.type())).toList();
    this.each = columns.toArray(Column[]::new);
    this.rowsMax = rowsMax;
    this.bytesMax = bytesMax;
  }

  public Schema schema() {
    return schema;
  }

  public Column column(int index) {
    return each[index];
  }

  /** Rows ended since the last {@link #reset()}. */
  public int rows() {
    return rows;
  }

  public boolean isEmpty() {
    return rows == 0;
  }

  /** True when no further row should be added; bytes are weighed every so many rows. */
  public boolean isFull() {
    return rows >= rowsMax || heavy;
  }

  /** Ends the row; a column that got no value for it gets null. */
  public void endRow() {
    rows++;
    for (Column column : each) {
      column.appendNullsUntil(rows);
    }
    if (rows % ROWS_BETWEEN_WEIGHINGS == 0 || rows < ROWS_BETWEEN_WEIGHINGS) {
      weigh();
    }
  }

  /**
   * Counts rows that were appended to every column by other means.
   *
   * @throws IllegalArgumentException from {@link #build()} when a column was left behind
   */
  public void endRows(int count) {
    rows += count;
    weigh();
  }

  /** Adds a row of boxed values as {@link RowView} names them; absent fields are null. */
  public void add(Map<String, ? extends @Nullable Object> row) {
    for (int i = 0; i < columns.size(); i++) {
      Field field = schema.fields().get(i);
      try {
        columns.get(i).append(row.get(field.name()));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("Field '" + field.name() + "': " + e.getMessage(), e);
      }
    }
    endRow();
  }

  /** The rows so far; they share this builder's columns until {@link #reset()}. */
  public Batch build() {
    return new Batch(schema, columns, rows);
  }

  public void reset() {
    columns.forEach(Column::reset);
    rows = 0;
    heavy = false;
  }

  /** A plain loop, as it runs for one row in 64 or more. */
  private void weigh() {
    long bytes = 0;
    for (Column column : each) {
      bytes += column.bytes();
    }
    heavy = bytes >= bytesMax;
  }
}
