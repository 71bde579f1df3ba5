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
import org.apache.iceberg.TableScan;
import org.apache.iceberg.data.BaseDeleteLoader;
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

  /** What the query answers where {@code FILES} stands for the visible rows of all live files. */
  static List<List<Object>> query(Table table, String sql) {
    List<String> deleted = new ArrayList<>();
    for (FileScanTask task : tasks(table)) {
      positions(table, task)
          .forEach(at -> deleted.add("('" + path(task.file().location()) + "'," + at + ")"));
    }
    if (deleted.isEmpty()) {
      return query(live(table), sql);
    }
    return run(
        sql.replace(
            "FILES",
            "(SELECT * EXCLUDE (filename, file_row_number) FROM "
                + rows(live(table), ", filename=true, file_row_number=true")
                + " WHERE (filename, file_row_number) NOT IN (VALUES "
                + String.join(",", deleted)
                + "))"));
  }

  static List<List<Object>> query(List<String> files, String sql) {
    return files.isEmpty() ? List.of() : run(sql.replace("FILES", rows(files, "")));
  }

  /** Deletion vectors are not Parquet; Iceberg's own loader reads both kinds of deletes. */
  private static List<Long> positions(Table table, FileScanTask task) {
    List<Long> positions = new ArrayList<>();
    if (!task.deletes().isEmpty()) {
      new BaseDeleteLoader(file -> table.io().newInputFile(file.location()))
          .loadPositionDeletes(task.deletes(), task.file().location())
          .forEach(positions::add);
    }
    return positions;
  }

  private static String path(String location) {
    return location.replaceFirst("^file:/*", "/");
  }

  private static String rows(List<String> files, String options) {
    return "read_parquet(['"
        + String.join("','", files)
        + "'], union_by_name=true, hive_partitioning=false"
        + options
        + ")";
  }

  private static List<List<Object>> run(String sql) {
    try (Statement statement = DUCK.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
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
    return live(table.newScan());
  }

  static List<String> live(TableScan scan) {
    return tasks(scan).stream().map(task -> path(task.file().location())).distinct().toList();
  }

  static List<FileScanTask> tasks(Table table) {
    return tasks(table.newScan());
  }

  static List<FileScanTask> tasksWithStats(Table table) {
    return tasks(table.newScan().includeColumnStats());
  }

  private static List<FileScanTask> tasks(TableScan scan) {
    try (CloseableIterable<FileScanTask> tasks = scan.planFiles()) {
      List<FileScanTask> all = new ArrayList<>();
      tasks.forEach(all::add);
      return all;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
