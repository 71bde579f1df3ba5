// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.batch.Column;

/** One field of the schema, with all that lies below it, on its way into a file. */
interface Node {

  /**
   * Takes over the slots of {@code column} that {@code levels} speaks of.
   *
   * @param levels the levels of the parent
   * @param rows how many rows of the root these are
   */
  void write(Column column, Levels levels, int rows);
}
