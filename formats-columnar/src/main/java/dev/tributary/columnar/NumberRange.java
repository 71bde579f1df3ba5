// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import org.apache.parquet.column.statistics.Statistics;

/** Smallest and largest number of a page. */
interface NumberRange {

  /** Takes the first {@code count} numbers into account. */
  void add(long[] values, int count);

  /** What was seen since the last call. */
  Statistics<?> end(long nulls);
}
