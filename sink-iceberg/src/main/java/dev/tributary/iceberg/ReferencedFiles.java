// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.ManifestContent;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.PartitionStatisticsFile;
import org.apache.iceberg.ReachableFileUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.StatisticsFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.RuntimeIOException;

/** Every file that any snapshot of a table, or the table itself, refers to. */
final class ReferencedFiles {

  private final Table table;
  private final Set<String> manifests = new HashSet<>();

  ReferencedFiles(Table table) {
    this.table = table;
  }

  /** Takes those files out. Reads every manifest once. */
  void removeFrom(FilesByPath files) {
    ReachableFileUtil.metadataFileLocations(table, false).forEach(files::remove);
    files.remove(ReachableFileUtil.versionHintLocation(table));
    for (StatisticsFile each : table.statisticsFiles()) {
      files.remove(each.path());
    }
    for (PartitionStatisticsFile each : table.partitionStatisticsFiles()) {
      files.remove(each.path());
    }
    of(table.snapshots(), files::remove);
  }

  /** Names the files of the snapshots; those of a manifest that several have only once. */
  void of(Iterable<Snapshot> snapshots, Consumer<String> file) {
    for (Snapshot snapshot : snapshots) {
      if (snapshot.manifestListLocation() != null) {
        file.accept(snapshot.manifestListLocation());
      }
      snapshot.allManifests(table.io()).forEach(manifest -> of(manifest, file));
    }
  }

  private void of(ManifestFile manifest, Consumer<String> file) {
    if (!manifests.add(manifest.path())) {
      return;
    }
    file.accept(manifest.path());
    try (ManifestReader<? extends ContentFile<?>> entries = open(manifest)) {
      entries.forEach(each -> file.accept(each.location()));
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Cannot read %s", manifest.path());
    }
  }

  private ManifestReader<? extends ContentFile<?>> open(ManifestFile manifest) {
    return manifest.content() == ManifestContent.DATA
        ? ManifestFiles.read(manifest, table.io(), table.specs())
        : ManifestFiles.readDeleteManifest(manifest, table.io(), table.specs());
  }
}
