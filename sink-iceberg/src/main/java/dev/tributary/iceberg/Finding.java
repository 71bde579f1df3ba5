// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import java.util.Map;
import java.util.Set;
import org.apache.iceberg.FileScanTask;
import org.jspecify.annotations.Nullable;

/** Finds the rows that a part of a load takes out. Used once, by one thread. */
interface Finding {

  /**
   * @param head the snapshot whose rows are there; null for none
   * @param keysMax how many keys are held at a time
   */
  DeletedRows run(@Nullable Long head, long keysMax);

  /** The rows of the table that are written anew, with their end, beside being taken out. */
  default Map<FileScanTask, DeletedRows.Rows> ended() {
    return Map.of();
  }

  /** The files of the table that lose rows; they must be there when the deletes are committed. */
  Set<String> referenced();
}
