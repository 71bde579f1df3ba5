// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.load.TableName;

/** How the tables of one load are called. */
final class TableNames {

  private TableNames() {}

  /**
   * The table for a part of a stream: the root itself, or a child such as {@code orders__items}.
   */
  static TableName of(TableName root, String suffix) {
    return suffix.isEmpty() ? root : new TableName(root.value() + "__" + suffix);
  }
}
