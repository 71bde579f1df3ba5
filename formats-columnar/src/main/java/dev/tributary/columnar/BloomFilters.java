// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import java.util.Map;

/**
 * Which leaves of a file get Bloom filters, one per row group. Immutable.
 *
 * @param falsePositives by the leaf's path in the file, with dots: the share of missing values that
 *     a filter may call present, between 0 and 1
 * @param bytesMax a filter is at most about so long, even if it is wrong more often then
 */
public record BloomFilters(Map<String, Double> falsePositives, int bytesMax) {

  /** No filters. */
  public static final BloomFilters NONE = new BloomFilters(Map.of(), 1 << 20);

  public BloomFilters {
    falsePositives = Map.copyOf(falsePositives);
    falsePositives.forEach(BloomFilters::check);
    if (bytesMax < 32) {
      throw new IllegalArgumentException("bytesMax is " + bytesMax + ", must be 32 or more");
    }
  }

  private static void check(String path, Double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "The share of false positives of " + path + " is " + share + ", not between 0 and 1");
    }
  }
}
