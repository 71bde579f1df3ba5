// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.ListColumn;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

/** Reads arrays of one dimension, their elements by the getters of the element's type. */
final class ArrayReader {

  private static final int ELEMENT = 2;

  private ArrayReader() {}

  static ColumnReader of(TableColumn element) {
    return (row, index, into) -> {
      Array array = row.getArray(index);
      if (array == null) {
        into.appendNull();
        return;
      }
      try {
        append(array, element.reader(), (ListColumn) into);
      } finally {
        array.free();
      }
    };
  }

  /** Begins a list anew after an element that did not fit. */
  static void forget(ListColumn lists) {
    lists.elements().truncate(lists.offsets()[lists.size()]);
  }

  private static void append(Array array, ColumnReader element, ListColumn into)
      throws SQLException {
    try (ResultSet elements = array.getResultSet()) {
      if (elements.getMetaData().getColumnType(ELEMENT) == Types.ARRAY) {
        throw moreDimensions();
      }
      while (elements.next()) {
        element.append(elements, ELEMENT, into.elements());
      }
      into.endList();
    } catch (ColumnReader.Misfit e) {
      forget(into);
      throw e;
    }
  }

  static ColumnReader.Misfit moreDimensions() {
    return new ColumnReader.Misfit("an array has more than one dimension");
  }
}
