// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

/**
 * What a file holds in one float or double leaf. Immutable.
 *
 * @param leaf the leaf's place among all leaves of the file's schema, from 0
 * @param fieldId the leaf's field id, or -1 when the schema gives none
 * @param values entries in all, nulls and NaNs included
 * @param nulls entries without a value, because the leaf or something above it is null or empty
 * @param nans values that are not a number
 * @param min the smallest number, -0.0 before 0.0; NaN when there is no number
 * @param max the largest number, -0.0 before 0.0; NaN when there is no number
 */
public record FloatMetrics(
    int leaf, int fieldId, long values, long nulls, long nans, double min, double max) {

  /** False when every entry is null or NaN, so that there are no bounds. */
  public boolean hasBounds() {
    return values > nulls + nans;
  }
}
