// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.crash;

import dev.tributary.load.Position;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run left for all to see: each table as a multiset of rows, without the columns that name
 * the load; how far the stream was read; and files that nobody needs.
 */
record Evidence(
    Map<String, Map<String, Integer>> tables, Position position, List<String> leftovers) {

  private static final String ROWS =
      "COLUMNS(lambda name: name NOT IN ('_load_id', '_loaded_at', '_arrival'))";

  /** When a row became valid and when it ended differs from run to run; whether it did does not. */
  private static final String VERSIONS =
      "* EXCLUDE (_load_id, _loaded_at, _arrival, _valid_from, _valid_to), _valid_to IS NULL";

  static Evidence of(Shop shop) {
    try (Lake lake = new Lake(shop)) {
      Map<String, Map<String, Integer>> tables = new TreeMap<>();
      for (String table : lake.tables()) {
        tables.put(
            table, DuckRows.of(lake.table(table), shop.variant().keepsHistory() ? VERSIONS : ROWS));
      }
      return new Evidence(tables, shop.position(), Leftovers.of(shop, lake));
    }
  }

  /** After the variant's first load and one more run, in an empty folder. */
  static Evidence undisturbed(Path folder, Variant variant) {
    Shop shop = new Bench(folder, variant, fresh -> {}).shop();
    shop.run(variant.after());
    return of(shop);
  }

  /** Nothing when {@code found} is the same. */
  String differences(String where, Evidence found) {
    return found.equals(this) ? "" : where + ": " + found + "\n  instead of " + this + "\n";
  }
}
