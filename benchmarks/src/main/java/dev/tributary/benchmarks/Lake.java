// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.jdbc.JdbcCatalog;

/**
 * An Iceberg lake in a folder, its catalog in SQLite, whoever wrote it. Immutable.
 *
 * @param catalog the name under which the catalog keeps its tables
 */
record Lake(Path folder, String catalog) {

  static final String NAMESPACE = "benchmark";

  /** What Tributary calls its catalog. */
  static final String TRIBUTARY = "tributary";

  static Lake of(Path folder, String catalog) {
    return new Lake(folder.toAbsolutePath(), catalog);
  }

  String warehouse() {
    return folder.resolve("lake").toString();
  }

  String catalogUrl() {
    return "jdbc:sqlite:" + folder.resolve("catalog.db");
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

  /** The data files of a table's current snapshot, as DuckDB reads them. */
  String files(String table) {
    return locations(table).stream()
        .map(file -> "'" + file + "'")
        .collect(Collectors.joining(", ", "read_parquet([", "])"));
  }

  private List<String> locations(String table) {
    Map<String, String> properties =
        Map.of(
            "uri",
            catalogUrl(),
            "warehouse",
            warehouse(),
            "io-impl",
            "dev.tributary.iceberg.LocalFileIO");
    List<String> files = new ArrayList<>();
    try (JdbcCatalog jdbc = new JdbcCatalog()) {
      jdbc.initialize(catalog, properties);
      Table loaded = jdbc.loadTable(TableIdentifier.of(NAMESPACE, table));
      try (CloseableIterable<FileScanTask> tasks = loaded.newScan().planFiles()) {
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
}
