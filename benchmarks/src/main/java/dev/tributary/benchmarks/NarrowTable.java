// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The table that is loaded: ten columns of the usual types, two of them text, six that may be null.
 * Every value follows from the row's number, so that each machine makes the same rows.
 */
final class NarrowTable {

  static final String NAME = "narrow";

  private static final String TEXT_KEY_POSTGRES = "('x' || substr(md5(%s), 1, 8))::bit(32)::bigint";
  private static final String TEXT_KEY_DUCKDB = "('0x' || substr(md5(%s), 1, 8))::BIGINT";
  private static final String DOUBLE_KEY =
      "cast(floor(%1$s) as bigint) * 1000003"
          + " + cast((%1$s - floor(%1$s)) * 4503599627370496 as bigint)";

  /** The columns in order; the first is the primary key. */
  static final List<ProbedColumn> COLUMNS =
      List.of(
          new ProbedColumn("id", "bigint PRIMARY KEY", "i", "id", "id"),
          new ProbedColumn(
              "code",
              "text NOT NULL",
              "'code-' || lpad((" + random(1) + " % greatest(rows * 24 / 100, 1))::text, 10, '0')",
              String.format(TEXT_KEY_POSTGRES, "code"),
              String.format(TEXT_KEY_DUCKDB, "code")),
          new ProbedColumn(
              "qty",
              "integer",
              "CASE WHEN " + random(2) + " % 50 <> 0 THEN (" + random(2) + " % 10000)::int END",
              "qty::bigint",
              "qty::BIGINT"),
          new ProbedColumn(
              "price",
              "double precision NOT NULL",
              "1 + (" + random(3) + " % 10000000000) / 1e6::float8",
              String.format(DOUBLE_KEY, "price"),
              String.format(DOUBLE_KEY, "price")),
          new ProbedColumn(
              "amount",
              "numeric(12,2)",
              "CASE WHEN "
                  + random(4)
                  + " % 20 <> 0 THEN round(("
                  + random(4)
                  + " % 1000000000000 - 500000000000)::numeric / 100, 2) END",
              "(amount * 100)::bigint",
              "(amount * 100)::BIGINT"),
          new ProbedColumn(
              "flag",
              "boolean",
              "CASE WHEN " + random(5) + " % 10 <> 0 THEN " + random(5) + " % 3 = 0 END",
              "flag::int::bigint",
              "flag::BIGINT"),
          new ProbedColumn(
              "day",
              "date NOT NULL",
              "date '2015-01-01' + (" + random(6) + " % 4000)::int",
              "(day - date '1970-01-01')::bigint",
              "date_diff('day', DATE '1970-01-01', day)"),
          new ProbedColumn(
              "seen_at",
              "timestamptz NOT NULL",
              "timestamptz '2020-01-01 00:00:00+00' + (i * 17000000 + "
                  + random(7)
                  + " % 10000000) * interval '1 microsecond'",
              "(extract(epoch FROM seen_at) * 1000000)::bigint",
              "epoch_us(seen_at)"),
          new ProbedColumn(
              "note",
              "text",
              "CASE WHEN "
                  + random(8)
                  + " % 10 < 3 THEN NULL WHEN "
                  + random(8)
                  + " % 10 = 3 THEN '' ELSE 'naïve ' || to_hex("
                  + random(8)
                  + " % 68719476736) END",
              String.format(TEXT_KEY_POSTGRES, "note"),
              String.format(TEXT_KEY_DUCKDB, "note")),
          new ProbedColumn(
              "ref",
              "bigint",
              "CASE WHEN " + random(9) + " % 100 <> 0 THEN " + random(9) + " END",
              "ref",
              "ref"));

  private NarrowTable() {}

  static String create() {
    return COLUMNS.stream()
        .map(column -> column.name() + " " + column.type())
        .collect(Collectors.joining(", ", "CREATE TABLE " + NAME + " (", ")"));
  }

  /** Fills the table inside the server. */
  static String fill(long rows) {
    return COLUMNS.stream()
        .map(ProbedColumn::value)
        .collect(
            Collectors.joining(
                ", ",
                "INSERT INTO " + NAME + " SELECT ",
                " FROM (SELECT i, "
                    + rows
                    + "::bigint AS rows"
                    + " FROM generate_series(1::bigint, "
                    + rows
                    + ") AS i) AS numbered"));
  }

  /** The columns of rows whose id is in a range, ready to be copied. */
  static String select(long fromId, long toIdInclusive) {
    return COLUMNS.stream()
        .map(ProbedColumn::name)
        .collect(
            Collectors.joining(
                ", ",
                "SELECT ",
                " FROM " + NAME + " WHERE id BETWEEN " + fromId + " AND " + toIdInclusive));
  }

  /** A number from 0 to 2^63 - 1 that follows from the row's number and the column's. */
  private static String random(int column) {
    return "(hashint8extended(i, " + column + ") & 9223372036854775807)";
  }
}
