// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.batch.Batch;
import dev.tributary.batch.Column;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Some rows of a batch. */
final class Selection {

  private Selection() {}

  /**
   * A copy of the rows that are not named, at least one, in their order. Fields in which only the
   * others had a value are gone, as they would be if the others had not come.
   */
  static Batch without(Set<Integer> rows, Batch batch) {
    int left = batch.rows() - rows.size();
    List<Field> fields = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (Field field : batch.schema().fields()) {
      Column column = batch.column(field.name());
      Column kept = Column.of(column.type());
      for (int row = 0; row < batch.rows(); row++) {
        if (!rows.contains(row)) {
          kept.appendFrom(column, row);
        }
      }
      if (kept.nullCount() < left || column.nullCount() == column.size()) {
        fields.add(field);
        columns.add(kept);
      }
    }
    return new Batch(Schema.of(fields), columns, left);
  }

  /** A copy of one row. */
  static Batch only(int row, Batch batch) {
    List<Column> columns = new ArrayList<>();
    for (Column column : batch.columns()) {
      Column kept = Column.of(column.type());
      kept.appendFrom(column, row);
      columns.add(kept);
    }
    return new Batch(batch.schema(), columns, 1);
  }
}
