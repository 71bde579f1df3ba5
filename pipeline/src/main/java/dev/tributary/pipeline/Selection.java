// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.batch.Batch;
import dev.tributary.batch.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Some rows of a batch. */
final class Selection {

  private Selection() {}

  /** A copy of the rows that are not named, in their order. */
  static Batch without(Set<Integer> rows, Batch batch) {
    List<Column> columns = new ArrayList<>();
    for (Column column : batch.columns()) {
      Column kept = Column.of(column.type());
      for (int row = 0; row < batch.rows(); row++) {
        if (!rows.contains(row)) {
          kept.appendFrom(column, row);
        }
      }
      columns.add(kept);
    }
    return new Batch(batch.schema(), columns, batch.rows() - rows.size());
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
