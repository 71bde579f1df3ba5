// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Chain;
import dev.tributary.load.LoadId;
import dev.tributary.load.Receipt;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.util.SnapshotUtil;
import org.jspecify.annotations.Nullable;

/**
 * The last load of a chain that is part of a table's present state.
 *
 * <p>A key in the snapshots between head and the oldest one that is kept is the answer. Without
 * one, the mirror in the table's properties is asked, newest receipt first. Its snapshot {@code s}
 * was planned with sequence number {@code q}; the walk ended at snapshot {@code O}:
 *
 * <ul>
 *   <li>{@code O} has no parent: the history is whole, so the load was rolled back;
 *   <li>{@code O}'s parent is {@code s}: the load is there, its snapshot expired;
 *   <li>{@code q} is larger than {@code O}'s number: the load came after {@code O} and is not
 *       between {@code O} and head, so it was rolled back;
 *   <li>else the load is older than the cut, and nobody can tell: it is believed, because not
 *       believing it would load everything twice.
 * </ul>
 *
 * @param receipt empty when no load of the chain is part of the table
 * @param certain false when the receipt was believed
 */
record ChainHead(Optional<Receipt> receipt, boolean certain) {

  LoadId load() {
    return receipt.map(Receipt::load).orElse(LoadId.NONE);
  }

  /**
   * Reads the head of a chain.
   *
   * @throws TributaryException {@code TABLE_CHANGED} when loads were rolled back and it is unknown
   *     which one came before
   */
  static ChainHead of(TableMetadata table, Chain chain) {
    return of(table, ChainKey.of(chain));
  }

  /** As {@link #of(TableMetadata, Chain)}. */
  static ChainHead of(TableMetadata table, ChainKey key) {
    Snapshot oldest = null;
    for (Snapshot snapshot : ancestors(table)) {
      Optional<Stamp> stamp = Stamp.of(snapshot).filter(each -> each.chain().equals(key));
      if (stamp.isPresent()) {
        return new ChainHead(stamp.map(Stamp::receipt), true);
      }
      oldest = snapshot;
    }
    return mirrored(ReceiptMirror.of(table.properties(), key).entries(), oldest, key);
  }

  /** The snapshots from the table's head to the oldest that is kept, newest first. */
  static Iterable<Snapshot> ancestors(TableMetadata table) {
    Snapshot head = table.currentSnapshot();
    if (head == null) {
      return List.of();
    }
    table.snapshots(); // a REST table may hold only part of them until it is asked for all
    return SnapshotUtil.ancestorsOf(head.snapshotId(), table::snapshot);
  }

  private static ChainHead mirrored(
      List<ReceiptMirror.Entry> entries, @Nullable Snapshot oldest, ChainKey chain) {
    if (entries.isEmpty() || oldest == null || oldest.parentId() == null) {
      return new ChainHead(Optional.empty(), true);
    }
    for (int i = entries.size() - 1; i >= 0; i--) {
      ReceiptMirror.Entry entry = entries.get(i);
      boolean expired = oldest.parentId() == entry.snapshot();
      if (expired || entry.sequence() <= oldest.sequenceNumber()) {
        return new ChainHead(Optional.of(entry.receipt()), expired);
      }
    }
    if (entries.get(0).previous().isNone()) {
      return new ChainHead(Optional.empty(), true);
    }
    throw new TributaryException(
        ErrorCode.TABLE_CHANGED,
        "The table was rolled back to before load "
            + entries.get(0).receipt().load()
            + " of "
            + chain.text()
            + ", and the snapshot that tells which load came before has expired",
        "Roll the table forward again, or set the position of the stream to what the table holds");
  }
}
