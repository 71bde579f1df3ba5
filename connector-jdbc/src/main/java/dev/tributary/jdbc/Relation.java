// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.schema.Type;
import java.util.Optional;

/**
 * What a stream reads: a table, some of its columns and rows, or what a query answers. Immutable.
 *
 * @param sql what stands after {@code FROM}
 * @param filter a condition of the user's own
 * @param own whether it is the user's own query, which no catalog knows
 */
record Relation(Table table, String sql, Optional<String> filter, boolean own) {

  /** The first column of the primary key, if its values can be compared with texts of them. */
  Optional<TableColumn> rangeKey(Dialect dialect) {
    return table.key().isEmpty()
        ? Optional.empty()
        : table.column(table.key().get(0)).filter(column -> isKept(dialect, column));
  }

  /** The primary key, if it is one such column: in its order a read goes on where it stood. */
  Optional<TableColumn> orderKey(Dialect dialect) {
    return table.key().size() == 1 ? rangeKey(dialect) : Optional.empty();
  }

  /** SQLite holds anything in any column, so that only whole numbers mean what they say. */
  private static boolean isKept(Dialect dialect, TableColumn column) {
    Type.Kind kind = column.type().kind();
    boolean whole = kind == Type.Kind.INT || kind == Type.Kind.LONG;
    return whole || (dialect != Dialect.SQLITE && CursorValue.isOrderable(column));
  }
}
