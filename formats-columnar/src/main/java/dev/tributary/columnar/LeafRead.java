// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.batch.Column;
import java.util.Objects;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;
import org.jspecify.annotations.Nullable;

/** A leaf of the file. */
final class LeafRead implements ReadNode {

  private final ColumnDescriptor descriptor;
  private final CellRead cell;
  private @Nullable ColumnReader reader;

  LeafRead(ColumnDescriptor descriptor, CellRead cell) {
    this.descriptor = descriptor;
    this.cell = cell;
  }

  /** Goes to the first entry of another row group. */
  void begin(ColumnReadStore group) {
    reader = group.getColumnReader(descriptor);
  }

  @Override
  public void read(Column column) {
    ColumnReader from = reader();
    if (from.getCurrentDefinitionLevel() == descriptor.getMaxDefinitionLevel()) {
      cell.append(from, column);
    } else {
      column.appendNull();
    }
    from.consume();
  }

  @Override
  public void skip() {
    reader().consume();
  }

  @Override
  public int definition() {
    return reader().getCurrentDefinitionLevel();
  }

  @Override
  public int repetition() {
    return reader().getCurrentRepetitionLevel();
  }

  private ColumnReader reader() {
    return Objects.requireNonNull(reader, "no row group yet");
  }
}
