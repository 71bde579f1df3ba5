// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import dev.tributary.batch.Batch;
import dev.tributary.batch.Column;
import org.jspecify.annotations.Nullable;

/** One column of batch after batch, by its name. Owned by one thread. */
final class Cell {

  private final String name;
  private @Nullable Column column;

  Cell(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  void turnTo(Batch batch) {
    int index = batch.schema().indexOf(name);
    column = index < 0 ? null : batch.column(index);
  }

  /** The column of the batch turned to; null where all rows of it have none. */
  @Nullable Column column() {
    return column;
  }

  boolean isNull(int row) {
    return column == null || column.isNull(row);
  }

  /** As {@link Scalars} has it. */
  @Nullable Object value(int row) {
    return column == null ? null : Scalars.at(column, row);
  }
}
