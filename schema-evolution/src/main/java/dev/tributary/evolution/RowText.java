// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Batch;
import dev.tributary.batch.Column;

/** Rows and values as the one text that stands for them, for quarantine and for readers of it. */
public final class RowText {

  private RowText() {}

  /** The row as a JSON object without spaces; absent fields are left out. */
  public static String json(Batch batch, int row) {
    return JsonText.of(batch, row);
  }

  /** The canonical text of the value at {@code slot}, which must be present. */
  public static String value(Column column, int slot) {
    return CanonicalText.of(column, slot);
  }
}
