// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.crash;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.Table;

/** The rows of a table's present files as DuckDB reads them, each with how often it is there. */
public final class DuckRows {

  private DuckRows() {}

  /**
   * The table as a multiset.
   *
   * @param columns what to select; columns without a value are left out
   */
  public static Map<String, Integer> of(Table table, String columns) {
    List<String> files = Lake.live(table);
    Map<String, Integer> rows = new TreeMap<>();
    if (files.isEmpty()) {
      return rows;
    }
    String from = visible(files, Lake.deletes(table));
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet found = statement.executeQuery("SELECT " + columns + " FROM " + from)) {
      while (found.next()) {
        rows.merge(row(found), 1, Integer::sum);
      }
      return rows;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** DuckDB applies the position delete files, too. */
  private static String visible(List<String> files, List<String> deletes) {
    if (deletes.isEmpty()) {
      return parquet(files, "");
    }
    return "(SELECT * EXCLUDE (filename, file_row_number) FROM "
        + parquet(files, ", filename=true, file_row_number=true")
        + " ANTI JOIN (SELECT file_path AS filename, pos AS file_row_number FROM "
        + parquet(deletes, "")
        + ") USING (filename, file_row_number))";
  }

  private static String parquet(List<String> files, String options) {
    return "read_parquet(['" + String.join("','", files) + "'], union_by_name=true" + options + ")";
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
