// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.Column;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of one row did not fit its columns. Such a value is null in the row; unless the job takes it
 * for null, the row is refused for the first one. Used by one thread.
 */
final class Misfits {

  /** The value in the column at {@code column}, from 0. */
  record Cell(int column, ColumnReader.Misfit why) {}

  private final boolean[] nullable;
  private final long maxValueBytes;
  private @Nullable Cell first;

  /**
   * @param fixed names of columns that are never taken for null
   */
  Misfits(Table table, TypeChoices choices, Set<String> fixed) {
    List<TableColumn> columns = table.columns();
    this.maxValueBytes = choices.maxValueBytes();
    this.nullable = new boolean[columns.size()];
    for (int i = 0; i < nullable.length; i++) {
      nullable[i] =
          choices.unstorable() == Unstorable.NULL
              && !columns.get(i).required()
              && !fixed.contains(columns.get(i).name());
    }
  }

  long maxValueBytes() {
    return maxValueBytes;
  }

  /** Begins the next row. */
  void begin() {
    first = null;
  }

  /** Appends null in place of the value. */
  void add(int column, ColumnReader.Misfit why, Column into) {
    into.appendNull();
    note(column, why);
  }

  /** The database kept a value back, and null was appended already. */
  void keptBack(int column) {
    note(column, LongValues.tooLong(maxValueBytes));
  }

  /** For what the row that was read last is refused, if for anything. */
  @Nullable Cell first() {
    return first;
  }

  private void note(int column, ColumnReader.Misfit why) {
    if (first == null && !nullable[column]) {
      first = new Cell(column, why);
    }
  }
}
