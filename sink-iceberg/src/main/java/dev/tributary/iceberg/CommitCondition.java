// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.load.LoadId;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotAncestryValidator;
import org.jspecify.annotations.Nullable;

/**
 * What must hold, on every attempt, of the table that a load is about to be added to: the head at
 * which the chain's receipt was read is still in the history, and since then no snapshot of the
 * chain came. Used by one commit, on one thread.
 *
 * <p>Finding the load itself throws and does not return false: an attempt of ours landed while its
 * answer was lost, and for false Iceberg would delete the manifests of the committed snapshot.
 */
final class CommitCondition implements SnapshotAncestryValidator {

  private final ChainKey chain;
  private final LoadId load;
  private final @Nullable Long head;
  private boolean refused;

  /**
   * @param head the snapshot at which the receipt was read, null for a table without any
   */
  CommitCondition(ChainKey chain, LoadId load, @Nullable Long head) {
    this.chain = chain;
    this.load = load;
    this.head = head;
  }

  @Override
  public boolean validate(Iterable<Snapshot> ancestry) {
    refused = !holds(ancestry);
    return !refused;
  }

  /** Whether the last answer was no, so that a validation failure is this condition's. */
  boolean refused() {
    return refused;
  }

  @Override
  public String errorMessage() {
    return "another load of " + chain.text() + " came first, or the table was rolled back";
  }

  private boolean holds(Iterable<Snapshot> ancestry) {
    Snapshot oldest = null;
    for (Snapshot snapshot : ancestry) {
      if (head != null && snapshot.snapshotId() == head) {
        return true;
      }
      Optional<Stamp> stamp = Stamp.of(snapshot).filter(each -> each.chain().equals(chain));
      if (stamp.isPresent()) {
        return refuse(stamp.get().load());
      }
      oldest = snapshot;
    }
    return head == null && (oldest == null || oldest.parentId() == null);
  }

  private boolean refuse(LoadId found) {
    if (found.equals(load)) {
      throw new LandedBefore(load);
    }
    return false;
  }

  /** An earlier attempt of the same load is part of the table. */
  static final class LandedBefore extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LandedBefore(LoadId load) {
      super("Load " + load + " is in the table already");
    }
  }
}
