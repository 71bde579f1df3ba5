// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import dev.tributary.batch.Batch;
import java.util.List;

/** Says of row after row whether a condition holds. Owned by one thread. */
abstract class Judge {

  abstract void turnTo(Batch batch);

  /** For a row of the batch turned to. */
  abstract Truth of(int row);

  /** A judge of some columns. */
  abstract static class OfCells extends Judge {

    final List<Cell> cells;

    OfCells(List<String> columns) {
      cells = columns.stream().map(Cell::new).toList();
    }

    @Override
    final void turnTo(Batch batch) {
      cells.forEach(cell -> cell.turnTo(batch));
    }
  }

  /** A judge that asks others. */
  abstract static class OfOthers extends Judge {

    final List<Judge> others;

    OfOthers(List<Judge> others) {
      this.others = others;
    }

    @Override
    final void turnTo(Batch batch) {
      others.forEach(other -> other.turnTo(batch));
    }
  }
}
