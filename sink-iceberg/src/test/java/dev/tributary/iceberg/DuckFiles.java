// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/** DuckDB's view of the Parquet files that a table refers to now. */
final class DuckFiles {

  private static final Connection DUCK = connect();

  private DuckFiles() {}

  private static Connection connect() {
    try {
      return DriverManager.getConnection("jdbc:duckdb:");
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** What the query answers where {@code FILES} stands for the rows of all live files. */
  static List<List<Object>> query(Table table, String sql) {
    List<String> files = live(table);
    if (files.isEmpty()) {
      return List.of();
    }
    String rows = "read_parquet(['" + String.join("','", files) + "'], union_by_name=true)";
    try (Statement statement = DUCK.createStatement();
        ResultSet answer = statement.executeQuery(sql.replace("FILES", rows))) {
      List<List<Object>> all = new ArrayList<>();
      while (answer.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= answer.getMetaData().getColumnCount(); i++) {
          row.add(answer.getObject(i));
        }
        all.add(row);
      }
      return all;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  static List<String> live(Table table) {
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      List<String> files = new ArrayList<>();
      tasks.forEach(task -> files.add(task.file().location().replaceFirst("^file:/*", "/")));
      return files.stream().distinct().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
