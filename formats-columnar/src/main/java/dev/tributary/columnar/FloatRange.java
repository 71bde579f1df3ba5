// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import org.apache.parquet.column.statistics.DoubleStatistics;
import org.apache.parquet.column.statistics.FloatStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * The range of floats or doubles, given by their bits, over a page and over the file.
 *
 * <p>A page with a NaN has NaN for its maximum, which makes parquet-java leave out the column
 * index; saying nothing would mark the page as one of nulls only, and readers would skip it. Its
 * minimum stays that of the numbers: engines that take NaN for the largest number trust it. And
 * -0.0 must come before 0.0, which {@code Math.min} knows and {@code <} does not.
 */
final class FloatRange implements NumberRange {

  private final PrimitiveType type;
  private final boolean single;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private long numbers;
  private long nans;
  private double fileMin = Double.POSITIVE_INFINITY;
  private double fileMax = Double.NEGATIVE_INFINITY;
  private long fileNumbers;
  private long fileNans;
  private long fileNulls;

  FloatRange(PrimitiveType type) {
    this.type = type;
    this.single = type.getPrimitiveTypeName() == PrimitiveTypeName.FLOAT;
  }

  @Override
  public void add(long[] values, int count) {
    double least = min;
    double most = max;
    int notNumbers = 0;
    for (int i = 0; i < count; i++) {
      double value = value(values[i]);
      if (Double.isNaN(value)) {
        notNumbers++;
      } else {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    min = least;
    max = most;
    nans += notNumbers;
    numbers += count - notNumbers;
  }

  @Override
  public Statistics<?> end(long nulls) {
    Statistics<?> statistics = Statistics.createStats(type);
    if (numbers + nans > 0) {
      double least = min == 0 ? -0.0 : min;
      double most = max == 0 ? 0.0 : max;
      bound(statistics, numbers > 0 ? least : Double.NaN, nans > 0 ? Double.NaN : most);
    }
    statistics.incrementNumNulls(nulls);
    addToFile(nulls);
    return statistics;
  }

  /** Counts and bounds of all pages ended so far. */
  FloatMetrics metrics(int leaf) {
    boolean any = fileNumbers > 0;
    return new FloatMetrics(
        leaf,
        type.getId() == null ? -1 : type.getId().intValue(),
        fileNumbers + fileNans + fileNulls,
        fileNulls,
        fileNans,
        any ? fileMin : Double.NaN,
        any ? fileMax : Double.NaN);
  }

  private double value(long bits) {
    return single ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
  }

  private static void bound(Statistics<?> statistics, double min, double max) {
    if (statistics instanceof FloatStatistics floats) {
      floats.setMinMax((float) min, (float) max);
    } else {
      ((DoubleStatistics) statistics).setMinMax(min, max);
    }
  }

  private void addToFile(long nulls) {
    fileMin = Math.min(fileMin, min);
    fileMax = Math.max(fileMax, max);
    fileNumbers += numbers;
    fileNans += nans;
    fileNulls += nulls;
    min = Double.POSITIVE_INFINITY;
    max = Double.NEGATIVE_INFINITY;
    numbers = 0;
    nans = 0;
  }
}
