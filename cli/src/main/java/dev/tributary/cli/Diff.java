// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import dev.tributary.load.TableName;
import dev.tributary.schema.SchemaChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Changes of schemas as people read them. */
final class Diff {

  private static final String FIRST = "schema   ";
  private static final String NEXT = " ".repeat(FIRST.length());

  private Diff() {}

  /** A line per change, the root's first; those of other tables name their table. */
  static List<String> lines(Map<TableName, List<SchemaChange>> changes, TableName root) {
    List<String> lines = new ArrayList<>();
    List<TableName> tables = new ArrayList<>(changes.keySet());
    tables.sort(
        Comparator.comparing((TableName table) -> !table.equals(root))
            .thenComparing(TableName::value));
    for (TableName table : tables) {
      String suffix = table.equals(root) ? "" : "  (" + table + ")";
      for (SchemaChange change : changes.getOrDefault(table, List.of())) {
        lines.add((lines.isEmpty() ? FIRST : NEXT) + change + suffix);
      }
    }
    return lines;
  }
}
