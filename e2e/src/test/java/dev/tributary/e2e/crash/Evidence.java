// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.crash;

import dev.tributary.load.Position;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run left for all to see: each table as a multiset of rows, as DuckDB reads it, how far the
 * stream was read, and files that nobody needs. The columns that name the load are left out.
 */
record Evidence(
    Map<String, Map<String, Integer>> tables, Position position, List<String> leftovers) {

  static Evidence of(Shop shop) {
    try (Lake lake = new Lake(shop);
        Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      Map<String, Map<String, Integer>> tables = new TreeMap<>();
      for (String table : lake.tables()) {
        tables.put(table, rows(duck, Lake.live(lake.table(table))));
      }
      return new Evidence(tables, shop.position(), Leftovers.of(shop, lake));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, Integer> rows(Connection duck, List<String> files)
      throws SQLException {
    Map<String, Integer> rows = new TreeMap<>();
    if (files.isEmpty()) {
      return rows;
    }
    String sql =
        "SELECT * EXCLUDE (_load_id, _loaded_at) FROM read_parquet(['"
            + String.join("','", files)
            + "'], union_by_name=true)";
    try (Statement statement = duck.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        rows.merge(row(found), 1, Integer::sum);
      }
    }
    return rows;
  }

  private static String row(ResultSet found) throws SQLException {
    Map<String, Object> values = new TreeMap<>();
    for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
      Object value = found.getObject(i);
      if (value != null) {
        values.put(found.getMetaData().getColumnName(i), value);
      }
    }
    return values.toString();
  }
}
