// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.io.LocationProvider;

/**
 * A guard around a table's operations for one commit. It believes a failure only after looking for
 * the new snapshot, because an answer can be lost after the commit landed, and it lets Iceberg
 * delete nothing meanwhile. What then leaves {@link #commit} is a {@link CommitFailedException}
 * that is true, or "unknown". Used on one thread.
 */
final class FencedOperations implements TableOperations {

  private final TableOperations table;
  private final KeepingFileIO files;
  private final Optional<String> tag;
  private boolean stale;
  private boolean undecided;

  /**
   * @param table whose {@code current()} was read just now
   * @param tag for the new snapshot; set here, because Iceberg cannot repeat a change of tags on
   *     top of somebody else's commit
   */
  FencedOperations(TableOperations table, Optional<String> tag) {
    this(table, new KeepingFileIO(table.io()), tag);
  }

  private FencedOperations(TableOperations table, KeepingFileIO files, Optional<String> tag) {
    this.table = table;
    this.files = files;
    this.tag = tag;
  }

  /** Whether a commit was sent of which nobody knows how it ended. */
  boolean undecided() {
    return undecided;
  }

  @Override
  public KeepingFileIO io() {
    return files;
  }

  @Override
  public TableMetadata current() {
    return table.current();
  }

  /** What was read last stays good until a commit fails on it; that saves a request. */
  @Override
  public TableMetadata refresh() {
    if (stale) {
      table.refresh();
      stale = false;
    }
    return table.current();
  }

  @Override
  public void commit(TableMetadata base, TableMetadata metadata) {
    undecided = true;
    try {
      table.commit(base, tag.map(name -> LoadTag.on(metadata, name)).orElse(metadata));
    } catch (RuntimeException failure) {
      if (!landed(metadata, failure)) {
        throw believed(failure);
      }
    }
    undecided = false;
  }

  @Override
  public TableOperations temp(TableMetadata uncommitted) {
    TableOperations temporary = table.temp(uncommitted);
    return temporary == table ? this : new FencedOperations(temporary, files, tag);
  }

  @Override
  public EncryptionManager encryption() {
    return table.encryption();
  }

  @Override
  public String metadataFileLocation(String fileName) {
    return table.metadataFileLocation(fileName);
  }

  @Override
  public LocationProvider locationProvider() {
    return table.locationProvider();
  }

  @Override
  public long newSnapshotId() {
    return table.newSnapshotId();
  }

  @Override
  public boolean requireStrictCleanup() {
    return table.requireStrictCleanup();
  }

  private boolean landed(TableMetadata metadata, RuntimeException failure) {
    try {
      Snapshot sent = metadata.currentSnapshot();
      return sent != null && table.refresh().snapshot(sent.snapshotId()) != null;
    } catch (RuntimeException blind) {
      failure.addSuppressed(blind);
      throw new CommitStateUnknownException(failure);
    }
  }

  private RuntimeException believed(RuntimeException failure) {
    if (failure instanceof CommitFailedException) {
      undecided = false;
      stale = true;
      return failure;
    }
    return failure instanceof CommitStateUnknownException
        ? failure
        : new CommitStateUnknownException(failure);
  }
}
