// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import dev.tributary.batch.Batch;
import java.util.List;

/**
 * A check at work on the rows of one table in one load: it is shown all of them, again as often as
 * it asks to, and then says what it found. Owned by one thread.
 */
abstract class Examination {

  /** The columns it looks at; empty when it needs no rows at all, and all where it says so. */
  abstract List<String> columns();

  /** Whether it needs all columns. */
  boolean looksAtAll() {
    return false;
  }

  /** Some rows, at least one; valid until this returns. */
  abstract void look(Batch batch);

  /** Called when all rows were shown: whether it must see them again. */
  boolean again() {
    return false;
  }

  abstract Finding finding();

  /** An examination of figures alone. */
  abstract static class OfFigures extends Examination {

    @Override
    final List<String> columns() {
      return List.of();
    }

    @Override
    final void look(Batch batch) {
      throw new IllegalStateException("Needs no rows");
    }
  }

  /** An examination of a table that does not exist yet. */
  static final class OfNothing extends OfFigures {

    @Override
    Finding finding() {
      return Finding.undecided("there is no such table yet, and no row for it");
    }
  }
}
