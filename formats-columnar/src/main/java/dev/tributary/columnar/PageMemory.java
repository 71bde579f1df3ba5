// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.bytes.ByteBufferAllocator;

/**
 * Memory for the compressed pages of one row group after another: handed out piece by piece and
 * taken back all at once. Pages live long enough to be promoted by the garbage collector; were each
 * an array of its own, the heap would fill with those of row groups that are long written.
 */
final class PageMemory implements ByteBufferAllocator {

  /** Less than half of G1's smallest region: a larger array would be given regions of its own. */
  private static final int SLAB_BYTES = 480 << 10;

  private final List<byte[]> slabs = new ArrayList<>();
  private int slab;
  private int used;

  @Override
  public ByteBuffer allocate(int size) {
    if (size > SLAB_BYTES / 2) {
      return ByteBuffer.allocate(size);
    }
    if (used + size > SLAB_BYTES) {
      slab++;
      used = 0;
    }
    if (slab == slabs.size()) {
      slabs.add(new byte[SLAB_BYTES]);
    }
    ByteBuffer piece = ByteBuffer.wrap(slabs.get(slab), used, size).slice();
    used += size;
    return piece;
  }

  /** Does nothing: pieces come back all at once. */
  @Override
  public void release(ByteBuffer piece) {}

  /** Takes all pieces back; what they hold will be overwritten. */
  void reset() {
    slab = 0;
    used = 0;
  }

  @Override
  public boolean isDirect() {
    return false;
  }
}
