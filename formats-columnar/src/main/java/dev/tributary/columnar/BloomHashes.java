// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.batch.Column;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.column.values.bloomfilter.XxHash;

/**
 * The distinct hashes of one leaf's values in a column chunk. The filter is made when the chunk
 * ends, because only then it is known how many there are.
 */
final class BloomHashes {

  private static final int FIRST_SLOTS = 1 << 10;

  private final double falsePositives;
  private final int bytesMax;
  private final XxHash hash = new XxHash();
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);

  /** Hashes at their places, 0 where there is none; whether 0 itself came is kept beside. */
  private long[] slots = new long[FIRST_SLOTS];

  private boolean zero;
  private int size;

  BloomHashes(double falsePositives, int bytesMax) {
    this.falsePositives = falsePositives;
    this.bytesMax = bytesMax;
  }

  /** The source, with all that it copies noted. */
  NumberSource noting(NumberSource source, boolean fourBytes) {
    return (column, from, to, into) -> {
      int count = source.copy(column, from, to, into);
      add(into, count, fourBytes);
      return count;
    };
  }

  /** The source, with all that it finds noted. */
  BytesSource noting(BytesSource source) {
    return new BytesSource() {
      @Override
      int find(Column column, int from, int to) {
        int count = source.find(column, from, to);
        reserve(count);
        for (int i = 0; i < count; i++) {
          set(i, source.start(i), source.length(i));
          add(hash.hashByteBuffer(ByteBuffer.wrap(data(), start(i), length(i)).slice()));
        }
        return count;
      }

      @Override
      byte[] data() {
        return source.data();
      }

      @Override
      long bytesOf(Column column, int from, int to) {
        return source.bytesOf(column, from, to);
      }
    };
  }

  /** About how much memory the hashes take. */
  long bytes() {
    return (long) size * 2 * Long.BYTES;
  }

  /** The filter of the chunk; begins the next one. */
  BloomFilter end() {
    int distinct = Math.max(1, size + (zero ? 1 : 0));
    int bits = BlockSplitBloomFilter.optimalNumOfBits(distinct, falsePositives);
    BloomFilter filter = new BlockSplitBloomFilter(bits / Byte.SIZE, bytesMax);
    if (zero) {
      filter.insertHash(0);
    }
    for (long each : slots) {
      if (each != 0) {
        filter.insertHash(each);
      }
    }
    Arrays.fill(slots, 0);
    zero = false;
    size = 0;
    return filter;
  }

  private void add(long[] values, int count, boolean fourBytes) {
    for (int i = 0; i < count; i++) {
      if (i > 0 && values[i] == values[i - 1]) {
        continue;
      }
      number.clear();
      if (fourBytes) {
        number.putInt((int) values[i]);
      } else {
        number.putLong(values[i]);
      }
      number.flip();
      add(hash.hashByteBuffer(number));
    }
  }

  private void add(long value) {
    if (value == 0) {
      zero = true;
      return;
    }
    int mask = slots.length - 1;
    int at = (int) value & mask;
    while (slots[at] != 0) {
      if (slots[at] == value) {
        return;
      }
      at = (at + 1) & mask;
    }
    slots[at] = value;
    if (++size > slots.length / 2) {
      grow();
    }
  }

  private void grow() {
    long[] old = slots;
    slots = new long[old.length * 2];
    int mask = slots.length - 1;
    for (long value : old) {
      if (value != 0) {
        int at = (int) value & mask;
        while (slots[at] != 0) {
          at = (at + 1) & mask;
        }
        slots[at] = value;
      }
    }
  }
}
