// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.Batch;
import dev.tributary.batch.Column;
import dev.tributary.batch.IntColumn;
import dev.tributary.batch.LongColumn;
import dev.tributary.load.Position;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A read in the order of a whole-number key, or in no order. If it belongs to a read by cursor it
 * collects the rows that carry the round's greatest value.
 */
final class KeyProgress implements Progress {

  private final int key;
  private final int cursor;
  private final @Nullable Column greatest;
  private final RowHash hash;
  private Optional<Boundary> boundary;
  private Position position;

  /**
   * @param key place of the key, or -1
   * @param cursor place of the cursor, where {@code greatest} holds its greatest value
   */
  KeyProgress(
      int key,
      int cursor,
      @Nullable Column greatest,
      RowHash hash,
      Optional<Boundary> boundary,
      Position position) {
    this.key = key;
    this.cursor = cursor;
    this.greatest = greatest;
    this.hash = hash;
    this.boundary = boundary;
    this.position = position;
  }

  @Override
  public boolean looksForOldRows() {
    return false;
  }

  @Override
  public boolean isOld(Batch row, Optional<String> raw) {
    return false;
  }

  @Override
  public void advance(Batch batch, Optional<String> raw) {
    if (greatest != null) {
      collect(batch, greatest);
    }
    position =
        key < 0
            ? Positions.unordered()
            : Positions.byKey(number(batch.column(key), batch.rows() - 1), boundary);
  }

  @Override
  public void finish() {
    position = boundary.isPresent() ? Positions.doneWith(boundary.get()) : Positions.done();
  }

  @Override
  public Position position() {
    return position;
  }

  private void collect(Batch batch, Column value) {
    Column column = batch.column(cursor);
    for (int row = 0; row < batch.rows(); row++) {
      if (CursorValue.same(column, row, value, 0)) {
        String of = hash.of(batch, row);
        boundary = boundary.map(each -> each.with(of));
      }
    }
  }

  private static long number(Column column, int row) {
    return column instanceof IntColumn ints ? ints.get(row) : ((LongColumn) column).get(row);
  }
}
