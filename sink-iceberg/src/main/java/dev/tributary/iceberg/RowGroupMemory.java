// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The memory that the open row groups of all writers of a sink share: an eighth of the heap. A task
 * that writes child tables or partitions has several open at once; rows that wait to be put in
 * order count as several, too. Thread-safe.
 */
final class RowGroupMemory {

  private static final int HEAP_PARTS = 8;
  private static final long LEAST_BYTES = 1 << 20;
  private static final int BUFFER_SHARES = 8;

  /** About what the writer of one column takes beside its pages. */
  private static final long COLUMN_BYTES = 128 << 10;

  private final AtomicInteger shares = new AtomicInteger();
  private final long bytes;

  RowGroupMemory(long bytes) {
    this.bytes = bytes;
  }

  static RowGroupMemory ofHeap() {
    return new RowGroupMemory(Runtime.getRuntime().maxMemory() / HEAP_PARTS);
  }

  void enter() {
    shares.incrementAndGet();
  }

  void leave() {
    shares.decrementAndGet();
  }

  void enterBuffer() {
    shares.addAndGet(BUFFER_SHARES);
  }

  void leaveBuffer() {
    shares.addAndGet(-BUFFER_SHARES);
  }

  /** How many bytes of one row group may wait now. */
  long share() {
    return Math.max(LEAST_BYTES, bytes / Math.max(1, shares.get()));
  }

  /** How many bytes of rows that are to be put in order may wait now. */
  long bufferShare() {
    return share() * BUFFER_SHARES;
  }

  /** How many of the wanted files with so many columns one task may have open. */
  int filesMax(int columns, int wanted) {
    long fit = bytes / (COLUMN_BYTES * Math.max(1, columns));
    return (int) Math.max(1, Math.min(wanted, fit));
  }
}
