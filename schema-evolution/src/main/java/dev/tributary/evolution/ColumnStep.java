// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Column;
import dev.tributary.batch.StructColumn;
import dev.tributary.schema.Type;
import java.util.List;

/** The way to a column from those of a batch, or of the elements of a list. */
interface ColumnStep {

  /** The very column, or one that was made of it and is valid until the next call. */
  Column in(List<Column> level);

  static ColumnStep at(int index) {
    return level -> level.get(index);
  }

  /** The child of a struct. */
  static ColumnStep child(ColumnStep struct, int index) {
    return level -> ((StructColumn) struct.in(level)).child(index);
  }

  static ColumnStep converted(ColumnStep source, Conversion conversion, Type to) {
    Column target = Column.of(to);
    return level -> {
      Column column = source.in(level);
      target.reset();
      for (int slot = 0; slot < column.size(); slot++) {
        conversion.append(column, slot, target);
      }
      return target;
    };
  }
}
