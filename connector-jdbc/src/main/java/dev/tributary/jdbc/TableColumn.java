// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.schema.Field;
import dev.tributary.schema.Type;

/**
 * A column that can be read. Immutable.
 *
 * @param declared the type's name in the database
 * @param cast empty, or the type to which the database itself casts the column when it is read
 * @param reader takes the column's values out of a result
 */
record TableColumn(
    String name, String declared, Type type, boolean required, String cast, ColumnReader reader) {

  Field field() {
    return new Field(name, type, required);
  }
}
