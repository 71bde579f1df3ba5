// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.batch.Column;

/** One field of the rows, with all that lies below it, on its way out of a file. */
interface ReadNode {

  /** Appends the field's next value, or null, to {@code column}. */
  void read(Column column);

  /** Passes over the entries of an ancestor that is null or empty. */
  void skip();

  /** The definition level of the next entry of any leaf below. */
  int definition();

  /** The repetition level of the next entry of any leaf below. */
  int repetition();
}
