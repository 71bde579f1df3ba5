// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.schema.Type;
import dev.tributary.source.Split;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts what a plan reads into parts: by pages, else by ranges of the key. Used by one thread. */
final class Ranges {

  private static final int PARTS_MAX = 256;

  /** A key is even where it spans at most so many times the number of rows. */
  private static final int GAPS_MAX = 4;

  private final Connection connection;
  private final TableReads reads;
  private final JdbcSettings settings;
  private final boolean shared;

  /**
   * @param shared whether all parts see one snapshot, without which rows move between pages
   */
  Ranges(Connection connection, TableReads reads, JdbcSettings settings, boolean shared) {
    this.connection = connection;
    this.reads = reads;
    this.settings = settings;
    this.shared = shared;
  }

  /** The parts in order; the plan itself where it is not cut. */
  List<Split> of(ReadPlan plan) throws SQLException {
    if (reads.relation().own() || settings.splits().equals(Optional.of(1))) {
      return List.of(plan.split(0, 0));
    }
    Optional<List<PostgresPages.File>> files =
        shared ? PostgresPages.files(connection, reads.table().ref()) : Optional.empty();
    if (files.isPresent()) {
      long bytes = files.get().stream().mapToLong(PostgresPages.File::bytes).sum();
      long pages = files.get().stream().mapToLong(PostgresPages.File::pages).sum();
      int parts = parts(bytes);
      if (parts <= 1) {
        return List.of(plan.split(0, bytes));
      }
      if (pages >= parts) {
        return byPages(plan, PostgresPages.cut(files.get(), parts));
      }
    }
    TableSize size = TableSize.of(connection, reads.dialect(), reads.table().ref());
    int parts = parts(size.bytes());
    return parts <= 1 ? List.of(plan.split(0, size.bytes())) : byKey(plan, parts, size);
  }

  private int parts(long bytes) {
    long bySize = (bytes + settings.splitBytes() - 1) / settings.splitBytes();
    return settings.splits().orElse((int) Math.min(PARTS_MAX, bySize));
  }

  private static List<Split> byPages(ReadPlan plan, List<PostgresPages.Sized> ranges) {
    List<Split> splits = new ArrayList<>();
    for (PostgresPages.Sized each : ranges) {
      splits.add(plan.of(each.range()).split(splits.size(), each.bytes()));
    }
    return splits;
  }

  private List<Split> byKey(ReadPlan plan, int parts, TableSize size) throws SQLException {
    Optional<TableColumn> key = reads.relation().rangeKey(reads.dialect());
    List<String> cuts = key.isEmpty() ? List.of() : cuts(plan, key.get(), parts, size);
    if (cuts.isEmpty()) {
      return List.of(plan.split(0, size.bytes()));
    }
    List<Split> splits = new ArrayList<>();
    Optional<String> from = Optional.empty();
    for (int i = 0; i <= cuts.size(); i++) {
      Optional<String> before = i < cuts.size() ? Optional.of(cuts.get(i)) : Optional.empty();
      splits.add(plan.range(from, before).split(i, size.bytes() / (cuts.size() + 1)));
      from = before;
    }
    return splits;
  }

  /** The keys with which a part begins, the first part left out. */
  private List<String> cuts(ReadPlan plan, TableColumn key, int parts, TableSize size)
      throws SQLException {
    if (key.type().kind() != Type.Kind.INT && key.type().kind() != Type.Kind.LONG) {
      return quantiles(key, parts);
    }
    try (PreparedStatement statement = reads.queries().keyBounds(plan, key).prepare(connection);
        ResultSet row = statement.executeQuery()) {
      row.next();
      BigInteger least = BigInteger.valueOf(row.getLong(1));
      if (row.wasNull()) {
        return List.of();
      }
      BigInteger width = BigInteger.valueOf(row.getLong(2)).subtract(least).add(BigInteger.ONE);
      boolean even =
          size.rows() <= 0
              || width.compareTo(BigInteger.valueOf(size.rows() * (long) GAPS_MAX)) <= 0;
      return even ? evenly(least, width, parts) : quantiles(key, parts);
    }
  }

  static List<String> evenly(BigInteger least, BigInteger width, int parts) {
    int count = width.min(BigInteger.valueOf(parts)).intValue();
    List<String> cuts = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      cuts.add(
          least
              .add(width.multiply(BigInteger.valueOf(i)).divide(BigInteger.valueOf(count)))
              .toString());
    }
    return cuts;
  }

  private List<String> quantiles(TableColumn key, int parts) throws SQLException {
    List<String> cuts = new ArrayList<>();
    CursorCheck values = reads.cursorCheck(connection);
    try (PreparedStatement statement = reads.queries().quantiles(key, parts).prepare(connection);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        cuts.add(values.text(row, 1, key));
      }
    }
    return cuts.stream().distinct().skip(1).toList();
  }
}
