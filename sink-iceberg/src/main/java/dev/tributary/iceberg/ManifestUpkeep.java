// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.sink.Upkeep;
import java.util.List;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.util.PropertyUtil;

/** Makes few manifests of many small ones; planning a query opens each. */
final class ManifestUpkeep {

  private static final int MANY = 10;

  private final Table table;
  private final List<String> notes;
  private final long targetBytes;

  ManifestUpkeep(Table table, List<String> notes) {
    this.table = table;
    this.notes = notes;
    this.targetBytes =
        PropertyUtil.propertyAsLong(
            table.properties(),
            TableProperties.MANIFEST_TARGET_SIZE_BYTES,
            TableProperties.MANIFEST_TARGET_SIZE_BYTES_DEFAULT);
  }

  Upkeep.Manifests run(boolean dryRun) {
    table.refresh();
    Snapshot head = table.currentSnapshot();
    if (head == null) {
      return Upkeep.Manifests.UNTOUCHED;
    }
    List<ManifestFile> all = head.dataManifests(table.io());
    List<ManifestFile> small = all.stream().filter(this::isSmall).toList();
    if (small.size() < MANY) {
      return new Upkeep.Manifests(all.size(), all.size());
    }
    if (dryRun) {
      long bytes = small.stream().mapToLong(ManifestFile::length).sum();
      long expected = Math.max(1, (bytes + targetBytes - 1) / targetBytes);
      return new Upkeep.Manifests(all.size(), all.size() - small.size() + expected);
    }
    boolean done =
        new RewriteCommit(table)
            .commit(
                guarded ->
                    guarded
                        .rewriteManifests()
                        .clusterBy(file -> file.specId())
                        .rewriteIf(this::isSmall));
    if (!done) {
      notes.add("Manifests were changed by others meanwhile and are left for the next time");
    }
    table.refresh();
    return new Upkeep.Manifests(
        all.size(), table.currentSnapshot().dataManifests(table.io()).size());
  }

  private boolean isSmall(ManifestFile manifest) {
    return manifest.length() < targetBytes / 2;
  }
}
