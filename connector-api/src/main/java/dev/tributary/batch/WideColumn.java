// SPDX-License-Identifier: Apache-2.0
package dev.tributary.batch;

import dev.tributary.schema.Type;
import java.util.Arrays;

/**
 * Values of 128 bits in two halves: uuids, and decimals of more than 18 digits as a two's
 * complement unscaled integer.
 */
public final class WideColumn extends Column {

  private long[] high = new long[FIRST_CAPACITY];
  private long[] low = new long[FIRST_CAPACITY];

  WideColumn(Type type) {
    super(type);
  }

  public void append(long highBits, long lowBits) {
    ensureSlot();
    high[size()] = highBits;
    low[size()] = lowBits;
    grow();
  }

  /** The upper 64 bits, sign first. */
  public long high(int slot) {
    return high[slot];
  }

  /** The lower 64 bits, unsigned. */
  public long low(int slot) {
    return low[slot];
  }

  @Override
  public long bytes() {
    return 16L * size();
  }

  @Override
  void appendEmptySlot() {
    ensureSlot();
    high[size()] = 0;
    low[size()] = 0;
  }

  @Override
  void appendPresent(Column source, int slot) {
    WideColumn other = (WideColumn) source;
    append(other.high[slot], other.low[slot]);
  }

  @Override
  void appendBoxed(Object value) {
    Values.appendWide(this, value);
  }

  @Override
  Object boxed(int slot) {
    return Values.fromWide(type(), high[slot], low[slot]);
  }

  private void ensureSlot() {
    if (size() == high.length) {
      int length = capacity(high.length, size() + 1);
      high = Arrays.copyOf(high, length);
      low = Arrays.copyOf(low, length);
    }
  }
}
