// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.schema.Schema;
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
}
