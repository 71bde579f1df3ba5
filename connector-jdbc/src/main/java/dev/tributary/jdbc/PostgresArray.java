// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.Column;
import dev.tributary.batch.ListColumn;

/**
 * PostgreSQL's binary array: how many dimensions, whether there are nulls, the type of elements,
 * per dimension its length and first index, then each element behind its length.
 */
final class PostgresArray {

  private static final int DIMENSION_AT = 12;
  private static final int ELEMENTS_AT = 20;

  private PostgresArray() {}

  static void append(byte[] row, int at, ListColumn into) {
    int dimensions = PostgresCell.intAt(row, at);
    if (dimensions > 1) {
      throw ArrayReader.moreDimensions();
    }
    if (dimensions == 1) {
      try {
        elements(row, at + ELEMENTS_AT, PostgresCell.intAt(row, at + DIMENSION_AT), into);
      } catch (ColumnReader.Misfit e) {
        ArrayReader.forget(into);
        throw e;
      }
    }
    into.endList();
  }

  private static void elements(byte[] row, int start, int count, ListColumn into) {
    Column elements = into.elements();
    PostgresCell whole = PostgresCell.of(elements.type(), false);
    PostgresCell half = PostgresCell.of(elements.type(), true);
    int at = start;
    for (int i = 0; i < count; i++) {
      int length = PostgresCell.intAt(row, at);
      at += Integer.BYTES;
      if (length < 0) {
        elements.appendNull();
      } else {
        PostgresCell cell = length == Short.BYTES ? half : whole;
        cell.append(row, at, length, elements);
        at += length;
      }
    }
  }
}
