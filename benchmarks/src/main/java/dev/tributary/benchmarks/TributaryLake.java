// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.jdbc.JdbcCatalog;

/** An Iceberg lake in a folder, its catalog in SQLite. Immutable. */
record TributaryLake(Path folder) {

  private static final String NAMESPACE = "benchmark";
  private static final String CATALOG_NAME = "tributary";

  static TributaryLake of(Path folder) {
    return new TributaryLake(folder.toAbsolutePath());
  }

  Map<String, Object> sinkSettings() {
    return Map.of(
        "namespace",
        NAMESPACE,
        "warehouse",
        warehouse(),
        "catalog",
        Map.of("type", "jdbc", "uri", catalogUrl()));
  }

  /** Lets DuckDB read the files of the table's current snapshot. */
  Checksums checksums() throws SQLException {
    String files =
        dataFiles().stream()
            .map(file -> "'" + file + "'")
            .collect(Collectors.joining(", ", "read_parquet([", "])"));
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
      return Checksums.inDuckdb(duckdb, files);
    }
  }

  private List<String> dataFiles() {
    Map<String, String> properties =
        Map.of(
            "uri",
            catalogUrl(),
            "warehouse",
            warehouse(),
            "io-impl",
            "dev.tributary.iceberg.LocalFileIO");
    List<String> files = new ArrayList<>();
    try (JdbcCatalog catalog = new JdbcCatalog()) {
      catalog.initialize(CATALOG_NAME, properties);
      Table table = catalog.loadTable(TableIdentifier.of(NAMESPACE, NarrowTable.NAME));
      try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
        tasks.forEach(task -> files.add(location(task)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static String location(FileScanTask task) {
    if (!task.deletes().isEmpty()) {
      throw new IllegalStateException("A first load has delete files: " + task.deletes());
    }
    return task.file().location().replaceFirst("^file:(//)?", "");
  }

  private String warehouse() {
    return folder.resolve("lake").toString();
  }

  private String catalogUrl() {
    return "jdbc:sqlite:" + folder.resolve("catalog.db");
  }
}
