// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.error.TributaryException;
import dev.tributary.load.LoadId;
import dev.tributary.sink.MaintenanceRequest;
import dev.tributary.sink.Upkeep;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.RuntimeIOException;

/**
 * Lets a table's old snapshots go. None goes without which a chain's receipt would read otherwise:
 * where loads were rolled back, the properties that mirror receipts do not tell it alone.
 */
final class Expiry {

  private final Table table;
  private final MaintenanceRequest request;
  private final List<String> notes;
  private long olderThan;

  Expiry(Table table, MaintenanceRequest request, Clock clock, List<String> notes) {
    this.table = table;
    this.request = request;
    this.notes = notes;
    this.olderThan = clock.instant().minus(request.expireOlderThan()).toEpochMilli();
  }

  Upkeep.Snapshots run() {
    table.refresh();
    TableMetadata now = Tables.metadata(table);
    List<Snapshot> old = expire().apply();
    for (String property : now.properties().keySet()) {
      if (property.startsWith(ReceiptMirror.PREFIX)) {
        old =
            keepReceipt(now, new ChainKey(property.substring(ReceiptMirror.PREFIX.length())), old);
      }
    }
    if (old.isEmpty() || request.isDryRun()) {
      return new Upkeep.Snapshots(now.snapshots().size(), old.size(), 0);
    }
    try {
      expire().cleanupLevel(ExpireSnapshots.CleanupLevel.NONE).commit();
    } catch (CommitFailedException othersWereFaster) {
      notes.add("Others changed the table all the time; no snapshot expired");
    }
    table.refresh();
    List<Snapshot> gone = gone(now);
    return new Upkeep.Snapshots(now.snapshots().size(), gone.size(), deleteFilesOf(gone));
  }

  private ExpireSnapshots expire() {
    return table.expireSnapshots().expireOlderThan(olderThan).retainLast(request.snapshotsKept());
  }

  /** What may go so that the chain's head stays what it is. */
  private List<Snapshot> keepReceipt(TableMetadata now, ChainKey chain, List<Snapshot> old) {
    Optional<LoadId> head = head(now, chain);
    TableMetadata after = TableMetadata.buildFrom(now).removeSnapshots(old).build();
    if (head.isEmpty() || head.equals(head(after, chain))) {
      return old;
    }
    for (Snapshot snapshot : ChainHead.ancestors(now)) {
      olderThan = Math.min(olderThan, snapshot.timestampMillis());
      if (Stamp.of(snapshot).filter(stamp -> stamp.chain().equals(chain)).isPresent()) {
        break;
      }
    }
    notes.add("Snapshots are kept that tell the last load of " + chain.text());
    return expire().apply();
  }

  /** Empty when the table does not tell. */
  private static Optional<LoadId> head(TableMetadata table, ChainKey chain) {
    try {
      return Optional.of(ChainHead.of(table, chain).load());
    } catch (TributaryException rolledBackTooFar) {
      return Optional.empty();
    }
  }

  private List<Snapshot> gone(TableMetadata before) {
    return before.snapshots().stream()
        .filter(snapshot -> table.snapshot(snapshot.snapshotId()) == null)
        .toList();
  }

  /**
   * Iceberg's own cleanup would leave files that a kept snapshot removed, and would look at single
   * deletion vectors, several of which share a file. So what goes is what the snapshots had, and no
   * snapshot has now.
   */
  private long deleteFilesOf(List<Snapshot> gone) {
    FilesByPath files = new FilesByPath();
    try {
      new ReferencedFiles(table).of(gone, location -> files.add(location, 0));
      new ReferencedFiles(table).removeFrom(files);
    } catch (NotFoundException | RuntimeIOException e) {
      notes.add("Files of expired snapshots are left to the search for orphans: " + e.getMessage());
      return 0;
    }
    return files.delete(table.io(), notes);
  }
}
