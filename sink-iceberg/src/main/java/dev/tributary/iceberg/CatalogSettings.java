// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.exceptions.RuntimeIOException;

/**
 * What Iceberg is given to build a catalog: the user's properties, with files of this machine read
 * and written without Hadoop unless the catalog is Hadoop's or the user says otherwise. Immutable.
 */
final class CatalogSettings {

  private static final String NAME = "name";
  private static final String DEFAULT_NAME = "tributary";
  private static final String SQLITE = "jdbc:sqlite:";
  private static final String ANY_STORE = "org.apache.iceberg.io.ResolvingFileIO";

  private final Map<String, String> properties;

  private CatalogSettings(Map<String, String> properties) {
    this.properties = Map.copyOf(properties);
  }

  /** Adds to {@code problems} what Iceberg would stumble over. */
  static CatalogSettings of(
      Map<String, Secret> catalog, Optional<String> warehouse, List<String> problems) {
    Map<String, String> properties = new TreeMap<>();
    catalog.forEach((name, value) -> properties.put(name, value.reveal()));
    warehouse.ifPresent(
        place -> properties.put(CatalogProperties.WAREHOUSE_LOCATION, absolute(place)));
    boolean named = properties.containsKey(CatalogUtil.ICEBERG_CATALOG_TYPE);
    if (named == properties.containsKey(CatalogProperties.CATALOG_IMPL)) {
      problems.add("sink.catalog needs either 'type' (jdbc, rest, hadoop, ...) or 'catalog-impl'");
    }
    String type = type(properties);
    if (type.equals("jdbc") || type.equals("hadoop")) {
      require(CatalogProperties.WAREHOUSE_LOCATION, "sink.warehouse", properties, problems);
    }
    if (type.equals("jdbc") || type.equals("rest")) {
      require(CatalogProperties.URI, "sink.catalog.uri", properties, problems);
    }
    chooseFiles(properties, type);
    return new CatalogSettings(properties);
  }

  /** The catalog's name, which a JDBC catalog stores with every table. */
  String name() {
    return properties.getOrDefault(NAME, DEFAULT_NAME);
  }

  Map<String, String> properties() {
    return properties;
  }

  /** Makes the folders of a local warehouse and of SQLite's file, which SQLite does not. */
  void createFolders() {
    String warehouse = properties.get(CatalogProperties.WAREHOUSE_LOCATION);
    if (warehouse != null && usesLocalFiles(properties)) {
      create(LocalFileIO.path(warehouse));
    }
    String uri = properties.getOrDefault(CatalogProperties.URI, "");
    if (uri.startsWith(SQLITE)) {
      String file = uri.substring(SQLITE.length()).replaceFirst("\\?.*", "");
      Path folder = file.startsWith(":") ? null : LocalFileIO.path(file).getParent();
      if (folder != null) {
        create(folder);
      }
    }
  }

  private static void chooseFiles(Map<String, String> properties, String type) {
    if (properties.containsKey(CatalogProperties.FILE_IO_IMPL)) {
      return;
    }
    String warehouse = properties.get(CatalogProperties.WAREHOUSE_LOCATION);
    if (warehouse == null || type.equals("rest")) {
      return;
    }
    if (LocalFileIO.isLocal(warehouse)) { // Hadoop's lets two create the same local file
      properties.put(CatalogProperties.FILE_IO_IMPL, LocalFileIO.class.getName());
    } else if (!type.equals("hadoop")) {
      properties.put(CatalogProperties.FILE_IO_IMPL, ANY_STORE);
    }
  }

  private static boolean usesLocalFiles(Map<String, String> properties) {
    return LocalFileIO.class.getName().equals(properties.get(CatalogProperties.FILE_IO_IMPL));
  }

  private static String type(Map<String, String> properties) {
    return properties.getOrDefault(CatalogUtil.ICEBERG_CATALOG_TYPE, "").toLowerCase(Locale.ROOT);
  }

  private static void require(
      String property, String setting, Map<String, String> properties, List<String> problems) {
    if (!properties.containsKey(property)) {
      problems.add(setting + " is missing");
    }
  }

  /** Engines have other working folders than this process. */
  private static String absolute(String place) {
    return LocalFileIO.isLocal(place) && !place.startsWith("file:")
        ? Path.of(place).toAbsolutePath().normalize().toString()
        : place;
  }

  private static void create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Cannot create the folder %s", folder);
    }
  }
}
