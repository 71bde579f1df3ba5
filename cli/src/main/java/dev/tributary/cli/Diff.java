// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import dev.tributary.load.TableName;
import dev.tributary.schema.SchemaChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Changes of schemas as people read them. */
final class Diff {

  private static final String FIRST = "schema   ";
  private static final String NEXT = " ".repeat(FIRST.length());

  private Diff() {}

  /** A line per change; those of tables other than the root name their table. */
  static List<String> lines(Map<TableName, List<SchemaChange>> changes, TableName root) {
    List<String> lines = new ArrayList<>();
    changes.forEach(
        (table, list) -> {
          for (SchemaChange change : list) {
            String suffix = table.equals(root) ? "" : "  (" + table + ")";
            lines.add((lines.isEmpty() ? FIRST : NEXT) + change + suffix);
          }
        });
    return lines;
  }
}
