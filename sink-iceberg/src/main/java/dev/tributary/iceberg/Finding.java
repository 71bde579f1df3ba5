// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the rows that a part of a load takes out. Used once, by one thread. */
interface Finding {

  /**
   * @param head the snapshot whose rows are there; null for none
   * @param keysMax how many keys are held at a time
   */
  DeletedRows run(@Nullable Long head, long keysMax);

  /** The files of the table that lose rows; they must be there when the deletes are committed. */
  Set<String> referenced();
}
