// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.batch.Column;
import org.apache.parquet.column.ColumnReader;

/** Appends the present value that a reader stands at. */
interface CellRead {

  void append(ColumnReader from, Column to);
}
