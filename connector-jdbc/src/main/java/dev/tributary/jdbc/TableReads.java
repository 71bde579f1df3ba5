// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.BatchBuilder;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Position;
import dev.tributary.schema.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** How one stream is read. Immutable. */
final class TableReads {

  private final Dialect dialect;
  private final Relation relation;
  private final Table table;
  private final StreamOptions options;
  private final List<String> identity;
  private final Queries queries;

  /**
   * @param key columns that tell rows apart where the table has no primary key
   */
  TableReads(
      Dialect dialect,
      Quoting quoting,
      Relation relation,
      StreamOptions options,
      List<String> key) {
    this.dialect = dialect;
    this.relation = relation;
    this.table = relation.table();
    this.options = options;
    this.identity = table.key().isEmpty() ? key : table.key();
    for (String name : identity) {
      if (table.column(name).isEmpty()) {
        throw new TributaryException(
            ErrorCode.SETTING_INVALID,
            "The key column '" + name + "' is no column of " + table.ref().stream(),
            "Correct the stream's primary key");
      }
    }
    this.queries = new Queries(dialect, quoting, relation, identity);
  }

  Table table() {
    return table;
  }

  Relation relation() {
    return relation;
  }

  StreamOptions options() {
    return options;
  }

  Queries queries() {
    return queries;
  }

  Dialect dialect() {
    return dialect;
  }

  CursorCheck cursorCheck(Connection connection) {
    return new CursorCheck(connection, table, queries, options, dialect);
  }

  /** Proves that the table may be read. */
  boolean probe(Connection connection) throws SQLException {
    ReadPlan all = ReadPlan.everything();
    try (PreparedStatement statement =
        queries
            .rows(all, Optional.empty(), Optional.empty(), Optional.empty())
            .prepare(connection)) {
      statement.setMaxRows(1);
      statement.setFetchSize(1);
      statement.executeQuery().close();
      return true;
    }
  }

  /** The rows of a split from a place in it, and how far they are read. */
  Opened open(Session session, JdbcSettings settings, ReadPlan plan, Position at)
      throws SQLException {
    if (Positions.isUnordered(at)) {
      throw Positions.unknown("A table without a key of one column cannot be read from its middle");
    }
    Optional<CursorColumns> cursor = cursor(plan);
    boolean byCursor = cursor.isPresent() && !plan.ranged();
    Optional<Boundary> start = at.isStart() ? plan.from() : Positions.boundary(at);
    Optional<Boundary> beyond = byCursor ? start : Optional.empty();
    Progress progress =
        byCursor
            ? cursorProgress(session, settings, plan, cursor.get(), start)
            : rangeProgress(plan, cursor, at);
    Query query = queries.rows(plan, cursor, beyond, Positions.after(at));
    Set<String> fixed = fixed(cursor);
    Misfits misfits = new Misfits(table, settings.types(), fixed);
    Rows rows = rows(session.connection(), query, misfits, settings, rawCursor(cursor));
    long passed = beyond.map(plan::passed).orElse(Positions.rows(at));
    return new Opened(session, table, rows, new Refusals(table, identity, fixed), progress, passed);
  }

  private Optional<CursorColumns> cursor(ReadPlan plan) {
    return plan.cursor().map(name -> CursorCheck.columns(table, name, options));
  }

  /** The columns by which a read goes on, which a row must have. */
  private Set<String> fixed(Optional<CursorColumns> cursor) {
    Set<String> fixed = new HashSet<>();
    cursor.ifPresent(columns -> fixed.addAll(columns.names()));
    relation.orderKey(dialect).ifPresent(key -> fixed.add(key.name()));
    return fixed;
  }

  private Rows rows(
      Connection connection, Query query, Misfits misfits, JdbcSettings settings, int rawCursor)
      throws SQLException {
    if (dialect == Dialect.POSTGRESQL && settings.postgresCopy()) {
      Optional<Rows> copied = PostgresCopyRows.open(connection, query, table, misfits);
      if (copied.isPresent()) {
        return copied.get();
      }
    }
    return new JdbcRows(connection, query, table, misfits, settings, rawCursor);
  }

  /** Whether rows without a cursor are read. */
  boolean takesNulls(CursorColumns cursor) {
    return options.cursorNulls() == StreamOptions.CursorNulls.INCLUDE
        && cursor.columns().stream().anyMatch(column -> !column.required());
  }

  /** Whether each row says which transaction wrote it, and the job wants to know. */
  boolean tellsWriters(Connection connection) throws SQLException {
    return dialect == Dialect.POSTGRESQL
        && options.lateCommits()
        && !relation.own()
        && PostgresPages.areRows(connection, table.ref());
  }

  /** Whether cursors are kept as the database holds them: SQLite compares what was written. */
  boolean keepsRawCursors() {
    return dialect == Dialect.SQLITE;
  }

  private int rawCursor(Optional<CursorColumns> cursor) {
    return keepsRawCursors() ? cursor.map(each -> each.firstPlace() + 1).orElse(0) : 0;
  }

  private Progress cursorProgress(
      Session session,
      JdbcSettings settings,
      ReadPlan plan,
      CursorColumns cursor,
      Optional<Boundary> start)
      throws SQLException {
    boolean unique = queries.isUnique(cursor);
    boolean counted = start.filter(plan::isCounted).isPresent();
    Optional<Known> known = Optional.empty();
    if (!unique && !counted && start.isPresent() && !start.get().isListed()) {
      known = Optional.of(known(session, settings, plan, cursor, start.get()));
    }
    return new CursorProgress(
        table.ref(),
        cursor,
        hash(),
        !identity.isEmpty(),
        unique,
        counted,
        start,
        known,
        plan.horizon());
  }

  /** Reads the rows of the last value, which were too many to be listed, to tell which are new. */
  private Known known(
      Session session, JdbcSettings settings, ReadPlan plan, CursorColumns cursor, Boundary start)
      throws SQLException {
    ReadPlan only = plan.with("up-to", start.last());
    Query query = queries.rows(only, Optional.of(cursor), Optional.of(start), Optional.empty());
    RowHash hash = hash();
    Boundary now = Boundary.at(start.last());
    BatchBuilder single = new BatchBuilder(table.filled(), 1, settings.batchBytes());
    Misfits misfits = new Misfits(table, settings.types(), fixed(Optional.of(cursor)));
    try (Rows rows = rows(session.connection(), query, misfits, settings, 0)) {
      while (rows.appendTo(single)) {
        now = now.with(hash.of(single.build(), 0));
        single.reset();
      }
    }
    return Known.of(start, now).orElseThrow(() -> CursorProgress.changed(table.ref(), cursor));
  }

  private Progress rangeProgress(ReadPlan plan, Optional<CursorColumns> cursor, Position at) {
    RangeProgress.Order order = RangeProgress.Order.NONE;
    int key = -1;
    Optional<TableColumn> ordered = relation.orderKey(dialect);
    if (plan.pages().isPresent() || plan.late()) {
      order = RangeProgress.Order.PLACE;
    } else if (ordered.isPresent()) {
      order = RangeProgress.Order.KEY;
      key = index(ordered.get().name());
    }
    Optional<Boundary> boundary =
        plan.aside()
            ? Optional.empty()
            : at.isStart() ? plan.upTo().map(Boundary::at) : Positions.boundary(at);
    return new RangeProgress(order, key, collected(plan, cursor), hash(), boundary, at);
  }

  /** What a row must carry to belong to the boundary; empty where none is collected. */
  private Optional<RangeProgress.Last> collected(ReadPlan plan, Optional<CursorColumns> cursor) {
    return plan.aside()
        ? Optional.empty()
        : cursor
            .filter(columns -> !queries.isUnique(columns))
            .map(
                columns ->
                    new RangeProgress.Last(columns, columns.values(plan.upTo().orElseThrow())));
  }

  private RowHash hash() {
    int[] columns =
        identity.isEmpty()
            ? IntStream.range(0, table.columns().size()).toArray()
            : identity.stream().mapToInt(this::index).toArray();
    return new RowHash(columns);
  }

  private int index(String column) {
    Schema schema = table.schema();
    return schema.indexOf(column);
  }
}
