// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.Column;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Position;
import dev.tributary.schema.Schema;
import dev.tributary.source.Split;
import dev.tributary.source.SplitReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How one table is read. Immutable. */
final class TableReads {

  private final Dialect dialect;
  private final Table table;
  private final List<String> identity;
  private final Queries queries;

  /**
   * @param key columns that tell rows apart where the table has no primary key
   */
  TableReads(Dialect dialect, Quoting quoting, Table table, List<String> key) {
    this.dialect = dialect;
    this.table = table;
    this.identity = table.key().isEmpty() ? key : table.key();
    for (String name : identity) {
      if (table.column(name).isEmpty()) {
        throw new TributaryException(
            ErrorCode.SETTING_INVALID,
            "The key column '" + name + "' is no column of " + table.ref().stream(),
            "Correct the stream's primary key");
      }
    }
    this.queries = new Queries(dialect, quoting, table, identity);
  }

  Table table() {
    return table;
  }

  Queries queries() {
    return queries;
  }

  CursorCheck cursorCheck(Connection connection) {
    return new CursorCheck(connection, table, queries, dialect);
  }

  /** Proves that the table may be read. */
  boolean probe(Connection connection) throws SQLException {
    ReadPlan all = ReadPlan.everything();
    try (PreparedStatement statement =
        queries.rows(all, Optional.empty(), Optional.empty()).prepare(connection)) {
      statement.setMaxRows(1);
      statement.setFetchSize(1);
      statement.executeQuery().close();
      return true;
    }
  }

  SplitReader open(
      Connection connection,
      JdbcSettings settings,
      SqlFailures failures,
      InterruptWatch watch,
      Split split,
      Position at)
      throws SQLException {
    ReadPlan plan = ReadPlan.of(split);
    if (Positions.isDone(at)) {
      Connections.closeQuietly(connection);
      return new FinishedReader(at);
    }
    if (Positions.isUnordered(at)) {
      throw Positions.unknown("A table without a whole-number key cannot be read from its middle");
    }
    boolean byCursor = plan.cursor().isPresent() && !plan.ranged();
    Optional<Boundary> start = at.isStart() ? plan.from() : Positions.boundary(at);
    Query query = queries.rows(plan, byCursor ? start : Optional.empty(), Positions.after(at));
    Misfits misfits = new Misfits(table, settings.types(), fixed(plan));
    Rows rows = rows(connection, query, misfits, settings, rawCursor(plan));
    Refusals refusals = new Refusals(table, identity, fixed(plan));
    Progress progress = byCursor ? cursorProgress(plan, start) : keyProgress(plan, at);
    return new JdbcSplitReader(
        table, settings, failures, watch, progress, connection, rows, refusals);
  }

  /** The columns by which a read goes on, which a row must have. */
  private Set<String> fixed(ReadPlan plan) {
    Set<String> fixed = new HashSet<>();
    plan.cursor().ifPresent(fixed::add);
    table.numberKey().ifPresent(key -> fixed.add(key.name()));
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

  /** Whether cursors are kept as the database holds them: SQLite compares what was written. */
  boolean keepsRawCursors() {
    return dialect == Dialect.SQLITE;
  }

  private int rawCursor(ReadPlan plan) {
    return keepsRawCursors() && plan.cursor().isPresent() ? index(plan.cursor().get()) + 1 : 0;
  }

  private Progress cursorProgress(ReadPlan plan, Optional<Boundary> start) {
    String name = plan.cursor().orElseThrow();
    return new CursorProgress(
        table.ref(), name, index(name), hash(), !identity.isEmpty(), queries.isUnique(plan), start);
  }

  private Progress keyProgress(ReadPlan plan, Position at) {
    int key = table.numberKey().map(column -> index(column.name())).orElse(-1);
    int cursor = plan.cursor().map(this::index).orElse(-1);
    Optional<Boundary> boundary =
        at.isStart() ? plan.upTo().map(Boundary::at) : Positions.boundary(at);
    return new KeyProgress(key, cursor, greatest(plan), hash(), boundary, at);
  }

  private @Nullable Column greatest(ReadPlan plan) {
    if (plan.cursor().isEmpty() || queries.isUnique(plan)) {
      return null;
    }
    TableColumn cursor = table.column(plan.cursor().get()).orElseThrow();
    Column value = Column.of(cursor.type());
    value.append(CursorValue.parse(cursor.type(), plan.upTo().orElseThrow()));
    return value;
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
