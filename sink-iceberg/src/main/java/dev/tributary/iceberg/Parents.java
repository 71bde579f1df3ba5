// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Load;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;

/**
 * The rows that the anchor got in a load, of which others are children. What became of them is
 * asked of the very snapshot that the load made there, so that it is the same however often it is
 * asked, and whoever changed the table since.
 */
final class Parents {

  private final Table table;
  private final Load load;
  private final Load.Part part;
  private final TableMetadata metadata;
  private final MergeRules rules;

  Parents(Table table, Load load, Load.Part part) {
    this.table = table;
    this.load = load;
    this.part = part;
    this.metadata = Tables.metadata(table);
    this.rules = MergeRules.of(part.table(), table.schema(), part.mode());
  }

  long rows() {
    return part.rows();
  }

  boolean areOnlyInserted() {
    return rules.insertsOnly();
  }

  /** Hands over the key and the arrival of each row that came. */
  void came(BiConsumer<Comparable<?>, Long> row) {
    KeyScan scan = new KeyScan(table, rules.columns());
    staged().forEach(location -> scan.each(location, each -> hand(each, row)));
  }

  /** The same of each row that is there since. */
  void stayed(BiConsumer<Comparable<?>, Long> row) {
    Set<String> staged = staged();
    KeyScan scan = new KeyScan(table, rules.columns());
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().useSnapshot(snapshot()).planFiles()) {
      for (FileScanTask task : tasks) {
        if (staged.contains(task.file().location())) {
          scan.each(task, each -> hand(each, row));
        }
      }
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Cannot read the files of table %s", table.name());
    }
  }

  private Set<String> staged() {
    Set<String> locations = new HashSet<>();
    part.staged().forEach(each -> locations.addAll(StagedFiles.locations(each)));
    return locations;
  }

  private void hand(StructLike row, BiConsumer<Comparable<?>, Long> to) {
    Comparable<?> key = MergeKey.of(row, rules.keys());
    Long arrival = arrival(row);
    if (key != null && arrival != null) {
      to.accept(key, arrival);
    }
  }

  private @Nullable Long arrival(StructLike row) {
    return rules.arrival() < 0 ? null : row.get(rules.arrival(), Long.class);
  }

  private long snapshot() {
    for (Snapshot snapshot : ChainHead.ancestors(metadata)) {
      if (Stamp.of(snapshot).filter(stamp -> stamp.load().equals(load.id())).isPresent()) {
        return snapshot.snapshotId();
      }
    }
    throw new TributaryException(
        ErrorCode.TABLE_CHANGED,
        "The snapshot of load "
            + load.id()
            + " is gone from table '"
            + part.table()
            + "' before the rows of its child tables followed",
        "Drop the tables of the stream and reload");
  }
}
