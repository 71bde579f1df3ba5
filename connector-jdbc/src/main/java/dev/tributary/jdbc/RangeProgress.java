// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.Batch;
import dev.tributary.batch.Column;
import dev.tributary.load.Position;
import java.util.List;
import java.util.Optional;

/**
 * A read of a range in the order of a key, of their place in the database, or in no order. If it
 * belongs to a read by cursor it collects the rows that carry the round's greatest value.
 */
final class RangeProgress implements Progress {

  /** By what rows come, and a place among them is found again. */
  enum Order {
    KEY,
    PLACE,
    NONE
  }

  /** The round's greatest value of the cursor. */
  record Last(CursorColumns cursor, List<Column> values) {
    Last {
      values = List.copyOf(values);
    }
  }

  private final Order order;
  private final int key;
  private final Optional<Last> last;
  private final RowHash hash;
  private Optional<Boundary> boundary;
  private Position position;
  private long rows;

  /**
   * @param key place of the key, where rows come in its order
   */
  RangeProgress(
      Order order,
      int key,
      Optional<Last> last,
      RowHash hash,
      Optional<Boundary> boundary,
      Position position) {
    this.order = order;
    this.key = key;
    this.last = last;
    this.hash = hash;
    this.boundary = boundary;
    this.position = position;
    this.rows = Positions.rows(position);
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
    last.ifPresent(values -> collect(batch, values));
    rows += batch.rows();
    position =
        switch (order) {
          case KEY ->
              Positions.byKey(CursorValue.text(batch.column(key), batch.rows() - 1), boundary);
          case PLACE -> Positions.byPlace(rows, boundary);
          case NONE -> Positions.unordered();
        };
  }

  @Override
  public void finish() {
    position = boundary.isPresent() ? Positions.doneWith(boundary.get()) : Positions.done();
  }

  @Override
  public Position position() {
    return position;
  }

  private void collect(Batch batch, Last values) {
    for (int row = 0; row < batch.rows(); row++) {
      if (values.cursor().same(batch, row, values.values())) {
        String of = hash.of(batch, row);
        boundary = boundary.map(each -> each.with(of));
      }
    }
  }
}
