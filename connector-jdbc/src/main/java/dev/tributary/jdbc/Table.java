// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.List;
import java.util.Optional;

/** A table as it can be read: its columns in order and its primary key. Immutable. */
record Table(TableRef ref, List<TableColumn> columns, List<String> key) {

  Table {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
  }

  Schema schema() {
    return Schema.of(columns.stream().map(TableColumn::field).toList());
  }

  Optional<TableColumn> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /** The primary key, if it is one whole number. */
  Optional<TableColumn> numberKey() {
    return key.size() == 1
        ? column(key.get(0))
            .filter(
                column ->
                    column.type().kind() == Type.Kind.INT || column.type().kind() == Type.Kind.LONG)
        : Optional.empty();
  }
}
