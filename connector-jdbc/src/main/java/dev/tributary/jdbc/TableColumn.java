// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.schema.Field;
import dev.tributary.schema.Type;

/**
 * A column that can be read. Immutable.
 *
 * @param declared the type's name in the database
 * @param cast empty, or what is selected in place of the column, which it calls {@link #SELF}
 * @param reader takes the column's values out of a result
 * @param tooLong empty, or the condition under which a value is longer than may be read, over
 *     {@link #SELF}; such values stay in the database
 */
record TableColumn(
    String name,
    String declared,
    Type type,
    boolean required,
    String cast,
    ColumnReader reader,
    String tooLong) {

  /** Stands for the column's quoted name. */
  static final String SELF = "%s";

  Field field() {
    return new Field(name, type, required);
  }

  /** The column as the database casts it when it is read. */
  TableColumn casting(String to) {
    return new TableColumn(
        name, declared, type, required, "CAST(" + SELF + " AS " + to + ")", reader, tooLong);
  }

  TableColumn guarded(String condition) {
    return new TableColumn(name, declared, type, required, cast, reader, condition);
  }

  boolean isGuarded() {
    return !tooLong.isEmpty();
  }

  /** What a query selects. */
  String selected(Quoting quoting) {
    String self = quoting.name(name);
    String value = cast.isEmpty() ? self : cast.replace(SELF, self);
    return isGuarded()
        ? "CASE WHEN " + guard(quoting) + " THEN NULL ELSE " + value + " END"
        : value;
  }

  String guard(Quoting quoting) {
    return tooLong.replace(SELF, quoting.name(name));
  }
}
