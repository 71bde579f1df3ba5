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

  static final long PRIME = 1_000_003;

  private static final String PLACE = "id";
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
      String sql = sql(NarrowTable.NAME, narrow(ProbedColumn::postgresKey), PLACE);
      statement.execute("CREATE TABLE " + KEPT + " AS " + sql);
    }
  }

  static Checksums keptInPostgres(Connection connection) throws SQLException {
    return ask(connection, "SELECT * FROM " + KEPT, narrow(ProbedColumn::postgresKey));
  }

  /**
   * Asks DuckDB about the table of PostgreSQL.
   *
   * @param from a table function over the files
   */
  static Checksums inDuckdb(Connection connection, String from) throws SQLException {
    return inDuckdb(connection, from, narrow(ProbedColumn::duckdbKey), PLACE);
  }

  /**
   * Asks DuckDB.
   *
   * @param from a table, a function over files or a query in parentheses
   * @param place a whole number that tells the rows apart, as an expression
   */
  static Checksums inDuckdb(Connection connection, String from, List<Keyed> columns, String place)
      throws SQLException {
    return ask(connection, sql(from, columns, place), columns);
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

  private static List<Keyed> narrow(Function<ProbedColumn, String> key) {
    return NarrowTable.COLUMNS.stream()
        .map(column -> new Keyed(column.name(), key.apply(column)))
        .toList();
  }

  private static Checksums ask(Connection connection, String sql, List<Keyed> columns)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      answer.next();
      return read(answer, columns);
    }
  }

  private static String sql(String from, List<Keyed> columns, String place) {
    String keys =
        columns.stream()
            .map(column -> column.key() + " AS k_" + column.column())
            .collect(Collectors.joining(", "));
    String sums =
        columns.stream()
            .map(column -> sums("k_" + column.column()))
            .collect(Collectors.joining(", "));
    return String.format(
        "SELECT count(*) AS total, %s FROM (SELECT %s AS place, %s FROM %s AS made) AS keyed",
        sums, place, keys, from);
  }

  private static String sums(String key) {
    return String.format(
        "count(%1$s) AS n_%1$s, coalesce(sum(%1$s), 0) AS s_%1$s,"
            + " coalesce(sum((%1$s %% %2$s) * (place %% %2$s)), 0) AS w_%1$s",
        key, PRIME);
  }

  private static Checksums read(ResultSet answer, List<Keyed> columns) throws SQLException {
    List<Probe> probes = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int at = 2 + 3 * i;
      String column = columns.get(i).column();
      probes.add(
          new Probe(column, whole(answer, at), whole(answer, at + 1), whole(answer, at + 2)));
    }
    return new Checksums(answer.getLong(1), probes);
  }

  private static BigInteger whole(ResultSet answer, int at) throws SQLException {
    return new BigDecimal(String.valueOf(answer.getObject(at))).toBigIntegerExact();
  }
}
