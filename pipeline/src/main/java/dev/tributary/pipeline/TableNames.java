// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.evolution.Shape;
import dev.tributary.load.TableName;
import dev.tributary.schema.Schema;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the tables of one load are called. */
final class TableNames {

  private static final String BETWEEN = "__";

  private TableNames() {}

  /**
   * The table for a part of a stream: the root itself, or a child such as {@code orders__items}.
   */
  static TableName of(TableName root, String suffix) {
    return suffix.isEmpty() ? root : new TableName(root.value() + BETWEEN + suffix);
  }

  /** The table for refused rows. */
  static TableName quarantine(TableName root) {
    return of(root, Shape.QUARANTINE);
  }

  /** What is known of a root and its child tables, by what their names add to the root's. */
  static Map<String, Schema> suffixes(TableName root, Map<TableName, Schema> tables) {
    Map<String, Schema> below = new LinkedHashMap<>();
    tables.forEach(
        (table, schema) -> {
          if (table.equals(root)) {
            below.put("", schema);
          } else if (isBelow(root, table) && !table.equals(quarantine(root))) {
            below.put(table.value().substring(root.value().length() + BETWEEN.length()), schema);
          }
        });
    return below;
  }

  static boolean isBelow(TableName root, TableName table) {
    return table.value().startsWith(root.value() + BETWEEN);
  }
}
