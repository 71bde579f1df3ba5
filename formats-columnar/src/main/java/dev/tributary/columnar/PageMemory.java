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

  private static final int FIRST_SLAB_BYTES = 64 << 10;

  /** A little less than two of G1's smallest regions, so that it takes no third one. */
  private static final int SLAB_BYTES_MAX = (2 << 20) - 64;

  private final List<byte[]> slabs = new ArrayList<>();
  private int slab;
  private int used;

  @Override
  public ByteBuffer allocate(int size) {
    if (size > SLAB_BYTES_MAX) {
      return ByteBuffer.allocate(size);
    }
    while (slab < slabs.size() && used + size > slabs.get(slab).length) {
      slab++;
      used = 0;
    }
    if (slab == slabs.size()) {
      slabs.add(new byte[Math.max(size, nextSlabBytes())]);
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

  /** Each slab is twice the one before: small files take little. */
  private int nextSlabBytes() {
    return slabs.size() < 5 ? FIRST_SLAB_BYTES << slabs.size() : SLAB_BYTES_MAX;
  }
}
