// SPDX-License-Identifier: Apache-2.0
package dev.tributary.batch;

import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one schema, column by column. A batch that came from a reader is valid until the reader
 * is asked for the next one: its columns are used again. Owned by one thread at a time.
 */
public final class Batch {

  private final Schema schema;
  private final List<Column> columns;
  private final int rows;

  /**
   * @throws IllegalArgumentException when a column's type or length is not what schema and {@code
   *     rows} say
   */
  public Batch(Schema schema, List<Column> columns, int rows) {
    this.schema = schema;
    this.columns = List.copyOf(columns);
    this.rows = rows;
    if (columns.size() != schema.size()) {
      throw new IllegalArgumentException(
          columns.size() + " columns for " + schema.size() + " fields");
    }
    for (int i = 0; i < columns.size(); i++) {
      check(schema.fields().get(i), columns.get(i));
    }
  }

  public Schema schema() {
    return schema;
  }

  public int rows() {
    return rows;
  }

  public List<Column> columns() {
    return columns;
  }

  /** The column of the field at {@code index} of the schema. */
  public Column column(int index) {
    return columns.get(index);
  }

  public Column column(String field) {
    int index = schema.indexOf(field);
    if (index < 0) {
      throw new IllegalArgumentException("No field '" + field + "' in " + schema);
    }
    return columns.get(index);
  }

  /** About how many bytes the rows take in memory. */
  public long bytes() {
    long bytes = 0;
    for (Column column : columns) {
      bytes += column.bytes();
    }
    return bytes;
  }

  /**
   * The same values under other field names, also inside structs; valid as long as this batch.
   *
   * @throws IllegalArgumentException when the schemas differ in more than names
   */
  public Batch withSchema(Schema renamed) {
    if (renamed.equals(schema)) {
      return this;
    }
    List<Column> named = new ArrayList<>(columns);
    for (int i = 0; i < Math.min(named.size(), renamed.size()); i++) {
      named.set(i, named.get(i).as(renamed.fields().get(i).type()));
    }
    return new Batch(renamed, named, rows);
  }

  public RowView row(int row) {
    if (row < 0 || row >= rows) {
      throw new IndexOutOfBoundsException("Row " + row + " of " + rows);
    }
    return new RowView(this, row);
  }

  /** The rows one by one; a slow path. */
  public Iterable<RowView> rowViews() {
    return () ->
        new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < rows;
          }

          @Override
          public RowView next() {
            if (!hasNext()) {
              throw new NoSuchElementException();
            }
            return row(next++);
          }
        };
  }

  /** Copies of all rows; a slow path. */
  public List<Map<String, @Nullable Object>> toMaps() {
    List<Map<String, @Nullable Object>> maps = new ArrayList<>();
    rowViews().forEach(row -> maps.add(row.toMap()));
    return maps;
  }

  private void check(Field field, Column column) {
    if (!column.type().equals(field.type())) {
      throw new IllegalArgumentException("Field " + field + " has a column of " + column.type());
    }
    if (column.size() != rows) {
      throw new IllegalArgumentException(
          "Field '" + field.name() + "' has " + column.size() + " of " + rows + " rows");
    }
    if (field.required() && column.nullCount() > 0) {
      throw new IllegalArgumentException("Required field '" + field.name() + "' has nulls");
    }
  }
}
