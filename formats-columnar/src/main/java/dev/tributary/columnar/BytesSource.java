// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.batch.Column;

/**
 * Finds the present values of a column as runs of bytes. What it found is valid until next time.
 */
abstract class BytesSource {

  private int[] starts = new int[0];
  private int[] lengths = new int[0];

  /** Looks at these slots and says how many values are there. */
  abstract int find(Column column, int from, int to);

  /** Where the values lie; read only. */
  abstract byte[] data();

  /** How many bytes the values of these slots take. */
  abstract long bytesOf(Column column, int from, int to);

  final int start(int i) {
    return starts[i];
  }

  final int length(int i) {
    return lengths[i];
  }

  final void reserve(int count) {
    if (starts.length < count) {
      starts = new int[Math.max(count, starts.length * 2)];
      lengths = new int[starts.length];
    }
  }

  final void set(int i, int start, int length) {
    starts[i] = start;
    lengths[i] = length;
  }
}
