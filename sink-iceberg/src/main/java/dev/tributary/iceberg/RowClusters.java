// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import java.util.Arrays;

/**
 * The rows of a batch, those of one partition next to each other and in the order in which they
 * came. Owned by one thread.
 */
final class RowClusters {

  private int[] ends = new int[0];
  private int[] order = new int[0];

  /**
   * Groups rows.
   *
   * @param partitions of each row, smaller than {@code count}
   */
  void group(int[] partitions, int rows, int count) {
    ends = ends.length < count ? new int[Math.max(count, ends.length * 2)] : ends;
    order = order.length < rows ? new int[rows] : order;
    Arrays.fill(ends, 0, count, 0);
    for (int row = 0; row < rows; row++) {
      ends[partitions[row]]++;
    }
    int end = 0;
    for (int i = 0; i < count; i++) {
      end += ends[i];
      ends[i] = end;
    }
    for (int row = rows - 1; row >= 0; row--) {
      order[--ends[partitions[row]]] = row;
    }
    // Each now says where its partition begins, which is where the one before ends.
    System.arraycopy(ends, 1, ends, 0, count - 1);
    ends[count - 1] = rows;
  }

  /** The rows; those of partition {@code p} from {@link #from} to before {@link #to}. */
  int[] order() {
    return order;
  }

  int from(int partition) {
    return partition == 0 ? 0 : ends[partition - 1];
  }

  int to(int partition) {
    return ends[partition];
  }
}
