// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.load.TableName;

/** How the tables of one load are called. */
final class TableNames {

  private static final String BETWEEN = "__";
  private static final String QUARANTINE = "quarantine";

  private TableNames() {}

  /**
   * The table for a part of a stream: the root itself, or a child such as {@code orders__items}.
   */
  static TableName of(TableName root, String suffix) {
    return suffix.isEmpty() ? root : new TableName(root.value() + BETWEEN + suffix);
  }

  /** The table for refused rows. */
  static TableName quarantine(TableName root) {
    return of(root, QUARANTINE);
  }

  static boolean isBelow(TableName root, TableName table) {
    return table.value().startsWith(root.value() + BETWEEN);
  }
}
