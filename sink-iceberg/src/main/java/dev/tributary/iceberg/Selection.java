// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.batch.Batch;
import dev.tributary.batch.Column;
import dev.tributary.schema.Schema;
import java.util.List;

/** Copies chosen rows of batches into a batch that is used again. Owned by one thread. */
final class Selection {

  private final Schema schema;
  private final List<Column> columns;

  Selection(Schema schema) {
    this.schema = schema;
    this.columns = schema.fields().stream().map(field -> Column.of(field.type())).toList();
  }

  /** The rows in this order; valid until the next call. */
  Batch of(Batch batch, int[] rows, int from, int to) {
    columns.forEach(Column::reset);
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      Column source = batch.column(i);
      for (int at = from; at < to; at++) {
        column.appendFrom(source, rows[at]);
      }
    }
    return new Batch(schema, columns, to - from);
  }

  /** One row of each batch; valid until the next call. */
  Batch pair(Batch first, int firstRow, Batch second, int secondRow) {
    columns.forEach(Column::reset);
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).appendFrom(first.column(i), firstRow);
      columns.get(i).appendFrom(second.column(i), secondRow);
    }
    return new Batch(schema, columns, 2);
  }
}
