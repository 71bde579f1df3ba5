// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.batch.Column;
import dev.tributary.batch.LongColumn;
import dev.tributary.batch.WideColumn;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Type;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Uuids, and decimals in two's complement: big end first, all of one length up to 16 bytes. */
final class FixedBytes extends BytesSource {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int WIDE = 2 * Long.BYTES;

  private final int length;
  private final WideLimit limit;
  private byte[] data = new byte[0];

  private FixedBytes(int length, WideLimit limit) {
    this.length = length;
    this.limit = limit;
  }

  static FixedBytes uuids() {
    return new FixedBytes(WIDE, WideLimit.NONE);
  }

  static FixedBytes decimals(FieldPath path, Type.Decimal type, int length) {
    return new FixedBytes(length, WideLimit.of(path, type));
  }

  @Override
  int find(Column column, int from, int to) {
    reserve(to - from);
    if (data.length < (to - from + 1) * WIDE) {
      data = new byte[(to - from + 1) * WIDE * 2];
    }
    int count = 0;
    for (int slot = from; slot < to; slot++) {
      if (!column.isNull(slot)) {
        put(column, slot, count++);
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
    return (long) (to - from) * length;
  }

  /** Stores all 16 bytes; the value is the last {@code length} of them. */
  private void put(Column column, int slot, int i) {
    int at = i * WIDE;
    if (column instanceof WideColumn wide) {
      put(at, wide.high(slot), wide.low(slot));
    } else {
      long value = ((LongColumn) column).get(slot);
      put(at, value >> 63, value);
    }
    set(i, at + WIDE - length, length);
  }

  private void put(int at, long high, long low) {
    limit.check(high, low);
    LONG.set(data, at, high);
    LONG.set(data, at + Long.BYTES, low);
  }
}
