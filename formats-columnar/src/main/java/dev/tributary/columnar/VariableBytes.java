// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.batch.BytesColumn;
import dev.tributary.batch.Column;

/** Text, JSON and binary, where they lie in the batch. */
final class VariableBytes extends BytesSource {

  private byte[] data = new byte[0];

  @Override
  int find(Column column, int from, int to) {
    BytesColumn bytes = (BytesColumn) column;
    int[] offsets = bytes.offsets();
    data = bytes.data();
    reserve(to - from);
    int count = 0;
    for (int slot = from; slot < to; slot++) {
      if (!bytes.isNull(slot)) {
        set(count++, offsets[slot], offsets[slot + 1] - offsets[slot]);
      }
    }
    return count;
  }

  @Override
  byte[] data() {
    return data;
  }

  @Override
  long bytesOf(Column column, int from, int to) {
    int[] offsets = ((BytesColumn) column).offsets();
    return offsets[to] - offsets[from] + (long) (to - from) * Integer.BYTES;
  }
}
