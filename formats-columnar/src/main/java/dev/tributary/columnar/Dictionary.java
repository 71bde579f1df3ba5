// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

/** Distinct values, numbered as they first came. */
interface Dictionary {

  int size();

  /** The values in Parquet's plain form, one behind the other. */
  Bytes plain();

  /** Forgets the values; memory is kept for the next ones. */
  void clear();

  /** Forgets the values and gives the memory back. */
  void release();
}
