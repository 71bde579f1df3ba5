// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.schema.Schema;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A table as it can be read: its columns in order and its primary key. Immutable. */
record Table(TableRef ref, List<TableColumn> columns, List<String> key) {

  Table {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
  }

  Schema schema() {
    return Schema.of(columns.stream().map(TableColumn::field).toList());
  }

  /** The schema while rows are filled in, of which some are refused and have nulls then. */
  Schema filled() {
    return Schema.of(columns.stream().map(column -> column.field().relaxed()).toList());
  }

  /** What a query selects: the columns, and behind them {@link #tooLong} where some are guarded. */
  String selected(Quoting quoting) {
    String values =
        columns.stream().map(column -> column.selected(quoting)).collect(Collectors.joining(", "));
    return isGuarded() ? values + ", " + tooLong(quoting) : values;
  }

  boolean isGuarded() {
    return columns.stream().anyMatch(TableColumn::isGuarded);
  }

  /** Which column, from 1, has a value in the row that is too long to be read; 0 for none. */
  private String tooLong(Quoting quoting) {
    StringBuilder sql = new StringBuilder("CASE");
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).isGuarded()) {
        sql.append(" WHEN ").append(columns.get(i).guard(quoting)).append(" THEN ").append(i + 1);
      }
    }
    return sql.append(" ELSE 0 END").toString();
  }

  Optional<TableColumn> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }
}
