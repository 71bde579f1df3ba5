// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import org.apache.parquet.column.statistics.IntStatistics;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;

/** The range of signed whole numbers of four or eight bytes. */
final class IntegerRange implements NumberRange {

  private final PrimitiveType type;
  private long min = Long.MAX_VALUE;
  private long max = Long.MIN_VALUE;

  IntegerRange(PrimitiveType type) {
    this.type = type;
  }

  @Override
  public void add(long[] values, int count) {
    long least = min;
    long most = max;
    for (int i = 0; i < count; i++) {
      least = Math.min(least, values[i]);
      most = Math.max(most, values[i]);
    }
    min = least;
    max = most;
  }

  @Override
  public Statistics<?> end(long nulls) {
    Statistics<?> statistics = Statistics.createStats(type);
    if (min <= max) {
      if (statistics instanceof IntStatistics ints) {
        ints.setMinMax((int) min, (int) max);
      } else {
        ((LongStatistics) statistics).setMinMax(min, max);
      }
    }
    statistics.incrementNumNulls(nulls);
    min = Long.MAX_VALUE;
    max = Long.MIN_VALUE;
    return statistics;
  }
}
