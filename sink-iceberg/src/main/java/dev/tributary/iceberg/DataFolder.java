// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.load.LoadId;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.exceptions.RuntimeIOException;

/** The folder of one load among a table's data files. */
record DataFolder(LoadId load, String location) {

  static DataFolder of(Table table, LoadId load) {
    String data =
        table
            .properties()
            .getOrDefault(
                TableProperties.WRITE_DATA_LOCATION, stripped(table.location()) + "/data");
    return new DataFolder(load, stripped(data) + "/" + load + "/");
  }

  String file(String name) {
    return location + name;
  }

  /**
   * Deletes what is in the folder, unless a snapshot of the table refers to any of it.
   *
   * @return false when one does; then nothing was deleted
   */
  boolean deleteUnused(Table table) {
    Set<String> seen = new HashSet<>();
    for (Snapshot snapshot : table.snapshots()) {
      for (ManifestFile manifest : snapshot.dataManifests(table.io())) {
        if (seen.add(manifest.path()) && refers(manifest, table)) {
          return false;
        }
      }
    }
    LoadFolder.listing(table.io()).deletePrefix(location);
    return true;
  }

  static String stripped(String location) {
    return location.endsWith("/") ? location.substring(0, location.length() - 1) : location;
  }

  private boolean refers(ManifestFile manifest, Table table) {
    try (ManifestReader<DataFile> files = ManifestFiles.read(manifest, table.io(), table.specs())) {
      for (DataFile file : files) {
        if (file.location().contains("/" + load + "/")) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Cannot read %s", manifest.path());
    }
  }
}
