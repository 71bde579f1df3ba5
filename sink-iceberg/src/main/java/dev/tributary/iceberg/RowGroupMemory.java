// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The memory that the open row groups of all writers of a sink share: an eighth of the heap. A task
 * that writes child tables has several open at once. Thread-safe.
 */
final class RowGroupMemory {

  private static final int HEAP_PARTS = 8;
  private static final long LEAST_BYTES = 1 << 20;

  private final AtomicInteger writers = new AtomicInteger();
  private final long bytes;

  RowGroupMemory(long bytes) {
    this.bytes = bytes;
  }

  static RowGroupMemory ofHeap() {
    return new RowGroupMemory(Runtime.getRuntime().maxMemory() / HEAP_PARTS);
  }

  void enter() {
    writers.incrementAndGet();
  }

  void leave() {
    writers.decrementAndGet();
  }

  /** How many bytes of one row group may wait now. */
  long share() {
    return Math.max(LEAST_BYTES, bytes / Math.max(1, writers.get()));
  }
}
