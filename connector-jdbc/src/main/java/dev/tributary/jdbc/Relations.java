// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Finds what a stream reads. Used by one thread. */
final class Relations {

  private final Connection connection;
  private final Quoting quoting;
  private final Catalog catalog;

  Relations(Connection connection, Quoting quoting, Catalog catalog) {
    this.connection = connection;
    this.quoting = quoting;
    this.catalog = catalog;
  }

  /**
   * What the stream reads.
   *
   * @throws TributaryException {@code STREAM_NOT_FOUND}, {@code SETTING_INVALID} or {@code
   *     TYPE_UNSUPPORTED}
   */
  Relation of(String stream, StreamOptions options) throws SQLException {
    if (options.query().isPresent()) {
      String query = options.query().get();
      Table answered = chosen(query(stream, query), options);
      return new Relation(answered, "(" + query + "\n) answered", options.where(), true);
    }
    TableRef ref = catalog.find(stream);
    Table table = chosen(catalog.table(ref, options.columns()), options);
    return new Relation(table, quoting.table(ref), options.where(), false);
  }

  private Table chosen(Table table, StreamOptions options) {
    if (table.columns().isEmpty()) {
      throw new TributaryException(
          ErrorCode.STREAM_NOT_FOUND,
          "No column of " + table.ref().stream() + " can be seen",
          "Check that the user may read the table");
    }
    if (options.columns().isEmpty()) {
      return table;
    }
    List<TableColumn> columns = new ArrayList<>();
    for (String name : options.columns()) {
      columns.add(
          table.column(name).orElseThrow(() -> Catalog.missing(table.ref(), names(table), name)));
    }
    boolean keyed = options.columns().containsAll(table.key());
    return new Table(table.ref(), columns, keyed ? table.key() : List.of());
  }

  private static List<String> names(Table table) {
    return table.columns().stream().map(TableColumn::name).toList();
  }

  /** The columns of a query's answer, as the driver tells them without asking for rows. */
  private Table query(String stream, String sql) throws SQLException {
    TableRef ref = new TableRef(null, stream);
    List<Declared> columns = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT * FROM (" + sql + "\n) answered")) {
      ResultSetMetaData metadata = statement.getMetaData();
      if (metadata == null) {
        throw new TributaryException(
            ErrorCode.SETTING_INVALID,
            "The query of stream '" + stream + "' answers no rows",
            "Write a SELECT");
      }
      for (int i = 1; i <= metadata.getColumnCount(); i++) {
        columns.add(declared(metadata, i));
      }
    }
    return catalog.answered(ref, columns);
  }

  private static Declared declared(ResultSetMetaData metadata, int column) throws SQLException {
    return new Declared(
        metadata.getColumnLabel(column),
        metadata.getColumnType(column),
        metadata.getColumnTypeName(column),
        metadata.getPrecision(column),
        metadata.getScale(column),
        metadata.isNullable(column) == ResultSetMetaData.columnNoNulls);
  }
}
