// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Fields;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.load.WriteMode.Disposition;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.io.FileIO;

/**
 * A replace of the partitions that a load has rows in, and of no others. Rows that somebody wrote
 * under other partitions may belong to them, too, and cannot be taken out file by file; so where
 * there are any, the load is refused.
 */
final class PartitionScope {

  private static final Fields PARTITIONS = Fields.of("scope", "partitions");

  private PartitionScope() {}

  static boolean is(WriteMode mode) {
    return mode.disposition() == Disposition.REPLACE && mode.options().equals(PARTITIONS);
  }

  /**
   * Refuses a table without partitions, before any row is staged for it.
   *
   * @throws TributaryException {@code MODE_UNSUPPORTED}
   */
  static void checkPartitioned(TableName name, boolean partitioned) {
    if (!partitioned) {
      throw refused(
          "Table '" + name + "' has no partitions, of which the load could replace some",
          "Set partition-by, or replace the whole table");
    }
  }

  /**
   * Refuses a load whose files and the table's are not all of one spec.
   *
   * @throws TributaryException {@code MODE_UNSUPPORTED}
   */
  static void check(TableName name, List<DataFile> files, TableMetadata table, FileIO io) {
    Set<Integer> specs = files.stream().map(DataFile::specId).collect(Collectors.toSet());
    for (int spec : specs) {
      checkPartitioned(name, table.spec(spec).isPartitioned());
    }
    if (table.currentSnapshot() != null) {
      for (ManifestFile manifest : table.currentSnapshot().dataManifests(io)) {
        if (manifest.hasExistingFiles() || manifest.hasAddedFiles()) {
          specs.add(manifest.partitionSpecId());
        }
      }
    }
    if (specs.size() > 1) {
      throw refused(
          "Table '"
              + name
              + "' has files that are partitioned otherwise than those of the load, and may hold"
              + " rows of the same partitions",
          "Replace the whole table once, or rewrite its older files with the present partitions");
    }
  }

  private static TributaryException refused(String message, String nextStep) {
    return new TributaryException(ErrorCode.MODE_UNSUPPORTED, message, nextStep);
  }
}
