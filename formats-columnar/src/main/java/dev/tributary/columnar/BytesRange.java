// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.column.statistics.BinaryStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.ColumnOrder.ColumnOrderName;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/**
 * Smallest and largest run of bytes of a page. Text, binary and uuids are ordered by unsigned
 * bytes, decimals by their number. The first eight bytes decide most comparisons.
 */
final class BytesRange {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final PrimitiveType type;
  private final boolean ordered;

  /** Turns the first byte of a number so that unsigned order is the order of numbers. */
  private final long turn;

  private byte[] min = new byte[0];
  private byte[] max = new byte[0];
  private long minHead;
  private long maxHead;
  private boolean any;

  BytesRange(PrimitiveType type) {
    this.type = type;
    this.ordered = type.columnOrder().getColumnOrderName() != ColumnOrderName.UNDEFINED;
    this.turn =
        type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation
            ? 0
            : Long.MIN_VALUE;
  }

  void add(byte[] data, int start, int length) {
    long head = head(data, start, length) ^ turn;
    if (!any) {
      min = Arrays.copyOfRange(data, start, start + length);
      max = min;
      minHead = head;
      maxHead = head;
      any = true;
    } else if (head <= minHead && isBelowMin(head, data, start, length)) {
      min = Arrays.copyOfRange(data, start, start + length);
      minHead = head;
    } else if (head >= maxHead && isAboveMax(head, data, start, length)) {
      max = Arrays.copyOfRange(data, start, start + length);
      maxHead = head;
    }
  }

  /** A type without an order has statistics that say nothing at all. */
  Statistics<?> end(long nulls) {
    if (!ordered) {
      any = false;
      return Statistics.getBuilderForReading(type).build();
    }
    BinaryStatistics statistics = (BinaryStatistics) Statistics.createStats(type);
    if (any) {
      statistics.updateStats(Binary.fromConstantByteArray(min));
      statistics.updateStats(Binary.fromConstantByteArray(max));
    }
    statistics.incrementNumNulls(nulls);
    any = false;
    return statistics;
  }

  private boolean isBelowMin(long head, byte[] data, int start, int length) {
    return head < minHead
        || Arrays.compareUnsigned(data, start, start + length, min, 0, min.length) < 0;
  }

  private boolean isAboveMax(long head, byte[] data, int start, int length) {
    return head > maxHead
        || Arrays.compareUnsigned(data, start, start + length, max, 0, max.length) > 0;
  }

  private static long head(byte[] data, int start, int length) {
    if (length >= Long.BYTES) {
      return (long) LONG.get(data, start);
    }
    long head = 0;
    for (int i = 0; i < length; i++) {
      head |= (data[start + i] & 0xffL) << (Long.SIZE - Byte.SIZE * (i + 1));
    }
    return head;
  }
}
