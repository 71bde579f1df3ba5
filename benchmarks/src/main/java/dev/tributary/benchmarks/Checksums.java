// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is equal when two tables hold the same rows in any order: the rows, and per column how many
 * values are not null, their sum, and their sum weighted by the row's id, so that values that moved
 * to another row are seen. All sums are of whole numbers and exact. Immutable.
 */
record Checksums(long rows, List<Probe> columns) {

  private static final String PRIME = "1000003";
  private static final String KEPT = "narrow_checksums";

  Checksums {
    columns = List.copyOf(columns);
  }

  /** One column's. */
  record Probe(String column, BigInteger present, BigInteger sum, BigInteger weighted) {}

  /** Keeps the checksums of the table in PostgreSQL, as they never change. */
  static void keepInPostgres(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS " + KEPT);
      String sql = sql(NarrowTable.NAME, ProbedColumn::postgresKey);
      statement.execute("CREATE TABLE " + KEPT + " AS " + sql);
    }
  }

  static Checksums keptInPostgres(Connection connection) throws SQLException {
    return ask(connection, "SELECT * FROM " + KEPT);
  }

  /**
   * Asks DuckDB.
   *
   * @param from a table function over the files
   */
  static Checksums inDuckdb(Connection connection, String from) throws SQLException {
    return ask(connection, sql(from, ProbedColumn::duckdbKey));
  }

  /** Says which columns differ, or nothing. */
  String differences(Checksums other) {
    TreeMap<String, String> differences = new TreeMap<>();
    if (rows != other.rows) {
      differences.put("rows", rows + " and " + other.rows);
    }
    for (int i = 0; i < columns.size(); i++) {
      if (!columns.get(i).equals(other.columns.get(i))) {
        differences.put(columns.get(i).column(), columns.get(i) + " and " + other.columns.get(i));
      }
    }
    return differences.isEmpty() ? "" : differences.toString();
  }

  private static Checksums ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      answer.next();
      return read(answer);
    }
  }

  private static String sql(String from, Function<ProbedColumn, String> key) {
    String keys =
        NarrowTable.COLUMNS.stream()
            .map(column -> key.apply(column) + " AS k_" + column.name())
            .collect(Collectors.joining(", "));
    String sums =
        NarrowTable.COLUMNS.stream()
            .map(column -> sums("k_" + column.name()))
            .collect(Collectors.joining(", "));
    return "SELECT count(*) AS total, "
        + sums
        + " FROM (SELECT "
        + keys
        + " FROM "
        + from
        + ") AS keyed";
  }

  private static String sums(String key) {
    return String.format(
        "count(%1$s) AS n_%1$s, coalesce(sum(%1$s), 0) AS s_%1$s,"
            + " coalesce(sum((%1$s %% %2$s) * (k_id %% %2$s)), 0) AS w_%1$s",
        key, PRIME);
  }

  private static Checksums read(ResultSet answer) throws SQLException {
    List<Probe> probes = new ArrayList<>();
    for (int i = 0; i < NarrowTable.COLUMNS.size(); i++) {
      int at = 2 + 3 * i;
      String column = NarrowTable.COLUMNS.get(i).name();
      probes.add(
          new Probe(column, whole(answer, at), whole(answer, at + 1), whole(answer, at + 2)));
    }
    return new Checksums(answer.getLong(1), probes);
  }

  private static BigInteger whole(ResultSet answer, int at) throws SQLException {
    return new BigDecimal(String.valueOf(answer.getObject(at))).toBigIntegerExact();
  }
}
