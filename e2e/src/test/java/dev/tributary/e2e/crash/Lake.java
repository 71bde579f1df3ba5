// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.ManifestContent;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.CloseableIterable;

/** The shop's tables as another engine finds them, through a catalog of its own. */
final class Lake implements AutoCloseable {

  private static final Namespace NAMESPACE = Namespace.of("shop");

  private final Catalog catalog;

  Lake(Shop shop) {
    this.catalog =
        CatalogUtil.buildIcebergCatalog(
            "tributary",
            Map.of(
                "type",
                "jdbc",
                "uri",
                "jdbc:sqlite:" + shop.catalog(),
                "warehouse",
                shop.warehouse().toString(),
                "io-impl",
                "dev.tributary.iceberg.LocalFileIO"),
            null);
  }

  List<String> tables() {
    return catalog.listTables(NAMESPACE).stream().map(TableIdentifier::name).sorted().toList();
  }

  Table table(String name) {
    return catalog.loadTable(TableIdentifier.of(NAMESPACE, name));
  }

  /** The data files that the table's present state is made of. */
  static List<String> live(Table table) {
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      Set<String> files = new HashSet<>();
      tasks.forEach(task -> files.add(path(task.file().location())));
      return List.copyOf(files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The position delete files of the table's present state. */
  static List<String> deletes(Table table) {
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      Set<String> files = new HashSet<>();
      tasks.forEach(task -> task.deletes().forEach(file -> files.add(path(file.location()))));
      return List.copyOf(files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All files that any of the table's snapshots refers to, data and metadata. */
  static Set<String> referenced(Table table) {
    Set<String> files = new HashSet<>();
    for (Snapshot snapshot : table.snapshots()) {
      files.add(path(snapshot.manifestListLocation()));
      for (ManifestFile manifest : snapshot.allManifests(table.io())) {
        if (files.add(path(manifest.path()))) {
          addFiles(table, manifest, files);
        }
      }
    }
    return files;
  }

  static String path(String location) {
    return Path.of(location.replaceFirst("^file:/*", "/")).normalize().toString();
  }

  @Override
  public void close() {
    try {
      ((AutoCloseable) catalog).close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void addFiles(Table table, ManifestFile manifest, Set<String> files) {
    try (CloseableIterable<? extends ContentFile<?>> entries =
        manifest.content() == ManifestContent.DELETES
            ? ManifestFiles.readDeleteManifest(manifest, table.io(), table.specs())
            : ManifestFiles.read(manifest, table.io(), table.specs())) {
      entries.forEach(file -> files.add(path(file.location())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
