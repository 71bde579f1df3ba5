// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The statements that read one table. Immutable. */
final class Queries {

  private final Dialect dialect;
  private final Quoting quoting;
  private final Table table;
  private final List<String> identity;

  /**
   * @param identity names of the columns that tell rows apart; empty when only all of them do
   */
  Queries(Dialect dialect, Quoting quoting, Table table, List<String> identity) {
    this.dialect = dialect;
    this.quoting = quoting;
    this.table = table;
    this.identity = List.copyOf(identity);
  }

  /**
   * The rows of a plan. Those of a cursor come in its order, rows of one value in the order of the
   * key; others in the order of the key where that is one number.
   *
   * @param boundary the last value read, if any
   * @param after the last key read, in a read in the order of the key
   */
  Query rows(ReadPlan plan, Optional<Boundary> boundary, Optional<Long> after) {
    Query query =
        new Query(dialect)
            .add("SELECT ")
            .add(columns())
            .add(" FROM ")
            .add(quoting.table(table.ref()));
    String and = " WHERE ";
    if (plan.cursor().isPresent()) {
      TableColumn cursor = column(plan.cursor().get());
      query.add(and).add(ordered(cursor)).add(" <= ").value(cursor, plan.upTo().orElseThrow());
      and = " AND ";
      if (boundary.isPresent()) {
        String atLeast = isUnique(plan) ? " > " : " >= ";
        query.add(and).add(ordered(cursor)).add(atLeast).value(cursor, boundary.get().last());
      }
    }
    return keyRange(query, and, plan, after).add(order(plan));
  }

  /** Whether no two rows can have the same value of the cursor. */
  boolean isUnique(ReadPlan plan) {
    return plan.cursor().map(List::of).equals(Optional.of(identity));
  }

  Query greatest(TableColumn cursor) {
    return new Query(dialect)
        .add("SELECT ")
        .add(quoting.name(cursor.name()))
        .add(" FROM ")
        .add(quoting.table(table.ref()))
        .add(" WHERE ")
        .add(quoting.name(cursor.name()))
        .add(" IS NOT NULL ORDER BY ")
        .add(ordered(cursor))
        .add(" DESC")
        .add(dialect == Dialect.OTHER ? "" : " LIMIT 1");
  }

  Query nulls(TableColumn cursor) {
    return new Query(dialect)
        .add("SELECT COUNT(*) FROM ")
        .add(quoting.table(table.ref()))
        .add(" WHERE ")
        .add(quoting.name(cursor.name()))
        .add(" IS NULL");
  }

  Query keyBounds(TableColumn key) {
    String name = quoting.name(key.name());
    return new Query(dialect)
        .add("SELECT MIN(" + name + "), MAX(" + name + ") FROM ")
        .add(quoting.table(table.ref()));
  }

  private Query keyRange(Query query, String first, ReadPlan plan, Optional<Long> after) {
    Optional<TableColumn> key = table.numberKey();
    if (key.isEmpty()) {
      return query;
    }
    String name = quoting.name(key.get().name());
    String and = first;
    if (after.isPresent()) {
      query.add(and).add(name).add(" > ").value(key.get(), String.valueOf(after.get()));
      and = " AND ";
    } else if (plan.keyFrom().isPresent()) {
      query.add(and).add(name).add(" >= ").value(key.get(), String.valueOf(plan.keyFrom().get()));
      and = " AND ";
    }
    if (plan.keyBefore().isPresent()) {
      query.add(and).add(name).add(" < ").value(key.get(), String.valueOf(plan.keyBefore().get()));
    }
    return query;
  }

  private String order(ReadPlan plan) {
    if (plan.ranged() || plan.cursor().isEmpty()) {
      return table.numberKey().map(key -> " ORDER BY " + quoting.name(key.name())).orElse("");
    }
    TableColumn cursor = column(plan.cursor().get());
    String keys =
        identity.stream()
            .filter(name -> !name.equals(cursor.name()))
            .map(name -> ", " + quoting.name(name))
            .collect(Collectors.joining());
    return " ORDER BY " + ordered(cursor) + keys;
  }

  private String columns() {
    return table.selected(quoting);
  }

  private String ordered(TableColumn cursor) {
    return dialect.ordered(cursor, quoting.name(cursor.name()));
  }

  private TableColumn column(String name) {
    return table.column(name).orElseThrow();
  }
}
