// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.batch.BooleanColumn;
import dev.tributary.batch.Column;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.BooleanStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;

/** Truth values, one bit each, lowest bit first. */
final class BooleanEncoder implements ValueEncoder {

  private static final int KEEP_MAX = 1 << 20;

  private final PrimitiveType type;
  private final Bytes bits = new Bytes();
  private int open;
  private int openBits;
  private boolean anyTrue;
  private boolean anyFalse;

  BooleanEncoder(PrimitiveType type) {
    this.type = type;
  }

  @Override
  public int add(Column column, int from, int to) {
    boolean[] values = ((BooleanColumn) column).values();
    int count = 0;
    for (int slot = from; slot < to; slot++) {
      if (!column.isNull(slot)) {
        add(values[slot]);
        count++;
      }
    }
    return count;
  }

  @Override
  public long bytesOf(Column column, int from, int to) {
    return (long) (to - from) / Byte.SIZE + 1;
  }

  @Override
  public long pageBytes() {
    return bits.size() + (openBits > 0 ? 1L : 0L);
  }

  @Override
  public Statistics<?> statistics(long nulls) {
    BooleanStatistics statistics = (BooleanStatistics) Statistics.createStats(type);
    if (anyTrue || anyFalse) {
      statistics.setMinMax(!anyFalse, anyTrue);
    }
    statistics.incrementNumNulls(nulls);
    return statistics;
  }

  @Override
  public Encoding endPage(Bytes page) {
    if (openBits > 0) {
      bits.putByte(open);
    }
    page.put(bits);
    bits.clear(KEEP_MAX);
    open = 0;
    openBits = 0;
    anyTrue = false;
    anyFalse = false;
    return Encoding.PLAIN;
  }

  private void add(boolean value) {
    if (value) {
      open |= 1 << openBits;
      anyTrue = true;
    } else {
      anyFalse = true;
    }
    if (++openBits == Byte.SIZE) {
      bits.putByte(open);
      open = 0;
      openBits = 0;
    }
  }
}
