// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The statements that read one table. Immutable. */
final class Queries {

  private final Dialect dialect;
  private final Quoting quoting;
  private final Relation relation;
  private final List<String> identity;

  /**
   * @param identity names of the columns that tell rows apart; empty when only all of them do
   */
  Queries(Dialect dialect, Quoting quoting, Relation relation, List<String> identity) {
    this.dialect = dialect;
    this.quoting = quoting;
    this.relation = relation;
    this.identity = List.copyOf(identity);
  }

  /**
   * The rows of a plan. Those of a cursor come in its order, rows of one value in the order of the
   * key; others in the order of the key where one column is that.
   *
   * @param boundary the last value read, if any
   * @param after the last key read, in a read in the order of the key
   */
  Query rows(
      ReadPlan plan,
      Optional<CursorColumns> cursor,
      Optional<Boundary> boundary,
      Optional<String> after) {
    Query query = from(columns(), plan);
    cursor.ifPresent(columns -> window(query, plan, columns, boundary));
    keyRange(query, plan, after);
    return query.add(order(plan, cursor));
  }

  /** Whether no two rows can have the same value of the cursor. */
  boolean isUnique(CursorColumns cursor) {
    return !identity.isEmpty() && cursor.names().containsAll(identity);
  }

  Query greatest(ReadPlan plan, CursorColumns cursor) {
    Query query = from(names(cursor.names()), plan);
    cursor.columns().forEach(column -> query.and().add(name(column)).add(" IS NOT NULL"));
    least(query, plan, cursor);
    plan.before().ifPresent(end -> compare(query.and(), cursor, flip(cursor, "<"), end));
    plan.atMost().ifPresent(end -> compare(query.and(), cursor, flip(cursor, "<="), end));
    return query.add(" ORDER BY ").add(order(cursor, !cursor.descending())).add(dialect.firstRow());
  }

  Query nulls(ReadPlan plan, CursorColumns cursor) {
    Query query = from("COUNT(*)", plan);
    return query.and().add(isNull(cursor));
  }

  Query keyBounds(ReadPlan plan, TableColumn key) {
    return from("MIN(" + name(key) + "), MAX(" + name(key) + ")", plan);
  }

  /** The least key of each of so many parts with as many rows, in order. */
  Query quantiles(TableColumn key, int parts) {
    String tiled =
        "SELECT "
            + name(key)
            + " AS k, NTILE("
            + parts
            + ") OVER (ORDER BY "
            + name(key)
            + ") AS n";
    return new Query(dialect)
        .add("SELECT MIN(k) FROM (" + tiled + " FROM " + relation.sql() + ") tiled")
        .add(" GROUP BY n ORDER BY n");
  }

  /** A row if there is one that an earlier round could not see. */
  Query lateRows(ReadPlan plan, CursorColumns cursor, Horizon now) {
    Query query = from("1", plan);
    late(query, plan, cursor, now);
    return query.add(dialect.firstRow());
  }

  /** Which transactions of the horizon's window wrote rows that this round reads. */
  Query writers(ReadPlan plan, CursorColumns cursor, Horizon horizon) {
    Query query = from("DISTINCT " + horizon.offset(), plan);
    query.and().add(horizon.between());
    horizon
        .floor()
        .ifPresent(
            floor ->
                compare(query.and().add("("), cursor, cursor.descending() ? "<=" : ">=", floor)
                    .add(" OR " + isNull(cursor) + ")"));
    return query;
  }

  /** What stands before any condition of the plan's. */
  private Query from(String what, ReadPlan plan) {
    Query query = new Query(dialect).add("SELECT ").add(what).add(" FROM ");
    Optional<PageRange> pages = plan.pages();
    query.add(pages.map(range -> "ONLY " + quoting.table(range.part())).orElse(relation.sql()));
    relation.filter().ifPresent(filter -> query.and().add("(" + filter + "\n)"));
    pages.ifPresent(range -> pages(query, range));
    return query;
  }

  private static void pages(Query query, PageRange range) {
    if (range.from() > 0) {
      query.and().add("ctid >= '(" + range.from() + ",0)'::tid");
    }
    range.before().ifPresent(page -> query.and().add("ctid < '(" + page + ",0)'::tid"));
  }

  private void window(
      Query query, ReadPlan plan, CursorColumns cursor, Optional<Boundary> boundary) {
    Optional<Horizon> now = plan.horizon();
    now.filter(Horizon::holdsBack).ifPresent(horizon -> query.and().add(horizon.notHeldBack()));
    if (plan.late()) {
      late(query, plan, cursor, now.orElseThrow());
      return;
    }
    if (plan.onlyNulls()) {
      query.and().add(isNull(cursor));
      return;
    }
    query.and();
    query.add(plan.nulls() ? "((" : "");
    compare(query, cursor, flip(cursor, "<="), plan.upTo().orElseThrow());
    least(query, plan, cursor);
    boundary.ifPresent(at -> beyond(query, plan, cursor, at));
    query.add(plan.nulls() ? ") OR " + isNull(cursor) + ")" : "");
  }

  /** Rows after the boundary, and those at it that were not read before or will be told apart. */
  private void beyond(Query query, ReadPlan plan, CursorColumns cursor, Boundary at) {
    boolean byWriter = !isUnique(cursor) && plan.leavesOutByWriter(at);
    query.add(" AND ").add(byWriter ? "(" : "");
    String beyond = isUnique(cursor) || byWriter ? ">" : ">=";
    compare(query, cursor, flip(cursor, beyond), at.last());
    if (byWriter) {
      compare(query.add(" OR ("), cursor, "=", at.last());
      query.add(" AND ").add(unread(plan)).add("))");
    }
  }

  /** What lies before the boundary, or has no cursor, and was written since. */
  private void late(Query query, ReadPlan plan, CursorColumns cursor, Horizon now) {
    Horizon before = plan.since().orElseThrow();
    query.and().add(before.unread(now.next()));
    query.and().add(plan.takesNulls() ? "((" : "(");
    compare(query, cursor, flip(cursor, "<"), plan.from().orElseThrow().last());
    if (before.floor().isPresent()) {
      compare(query.add(" AND "), cursor, flip(cursor, ">="), before.floor().get());
    }
    least(query, plan, cursor);
    query.add(plan.takesNulls() ? ") OR " + isNull(cursor) + ")" : ")");
  }

  private String unread(ReadPlan plan) {
    return plan.since().orElseThrow().unread(plan.horizon().orElseThrow().next());
  }

  private void least(Query query, ReadPlan plan, CursorColumns cursor) {
    if (plan.least().isPresent()) {
      query.add(query.isConditional() ? " AND " : " WHERE ");
      compare(query, cursor, flip(cursor, ">="), plan.least().get());
    }
  }

  /** Compares columns as one value, of which the first counts most. */
  private Query compare(Query query, CursorColumns cursor, String how, String text) {
    List<String> parts = cursor.parts(text);
    String strict = how.equals("=") ? "=" : how.substring(0, 1);
    int last = parts.size() - 1;
    for (int i = 0; i < last; i++) {
      TableColumn column = cursor.columns().get(i);
      query.add("(" + ordered(column) + " " + strict + " ").value(column, parts.get(i));
      query.add(how.equals("=") ? " AND " : " OR (" + ordered(column) + " = ");
      if (!how.equals("=")) {
        query.value(column, parts.get(i)).add(" AND ");
      }
    }
    TableColumn column = cursor.columns().get(last);
    query.add(ordered(column) + " " + how + " ").value(column, parts.get(last));
    return query.add((how.equals("=") ? ")" : "))").repeat(last));
  }

  private static String flip(CursorColumns cursor, String how) {
    if (!cursor.descending()) {
      return how;
    }
    return how.startsWith("<") ? ">" + how.substring(1) : "<" + how.substring(1);
  }

  private void keyRange(Query query, ReadPlan plan, Optional<String> after) {
    Optional<TableColumn> key = relation.rangeKey(dialect);
    if (key.isEmpty()) {
      return;
    }
    if (after.isPresent()) {
      query.and().add(name(key.get()) + " > ").plain(key.get(), after.get());
    } else if (plan.keyFrom().isPresent()) {
      query.and().add(name(key.get()) + " >= ").plain(key.get(), plan.keyFrom().get());
    }
    if (plan.keyBefore().isPresent()) {
      query.and().add(name(key.get()) + " < ").plain(key.get(), plan.keyBefore().get());
    }
  }

  private String order(ReadPlan plan, Optional<CursorColumns> cursor) {
    if (plan.pages().isPresent()) {
      return "";
    }
    if (plan.late()) {
      return " ORDER BY " + order(cursor.orElseThrow(), cursor.get().descending()) + ", ctid";
    }
    if (plan.ranged() || cursor.isEmpty()) {
      return relation.orderKey(dialect).map(key -> " ORDER BY " + name(key)).orElse("");
    }
    String keys =
        identity.stream()
            .filter(name -> !cursor.get().names().contains(name))
            .map(name -> ", " + quoting.name(name))
            .collect(Collectors.joining());
    String place = identity.isEmpty() && plan.horizon().isPresent() ? ", ctid" : "";
    return " ORDER BY " + order(cursor.get(), cursor.get().descending()) + keys + place;
  }

  private String order(CursorColumns cursor, boolean descending) {
    return cursor.columns().stream()
        .map(column -> ordered(column) + (descending ? " DESC" : ""))
        .collect(Collectors.joining(", "));
  }

  private String isNull(CursorColumns cursor) {
    return cursor.columns().stream()
        .map(column -> name(column) + " IS NULL")
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  private String columns() {
    return relation.table().selected(quoting);
  }

  private String names(List<String> names) {
    return names.stream().map(quoting::name).collect(Collectors.joining(", "));
  }

  private String name(TableColumn column) {
    return quoting.name(column.name());
  }

  private String ordered(TableColumn cursor) {
    return dialect.ordered(cursor, name(cursor));
  }
}
