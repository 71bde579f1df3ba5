// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.schema.Type;
import dev.tributary.source.StreamInfo;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Describes tables as streams. Used by one thread. */
final class Discovery {

  private static final Pattern CHANGED =
      Pattern.compile(".*(updated|modified|changed|last_?update).*|mtime");
  private static final Pattern CREATED =
      Pattern.compile(
          ".*(created|inserted|added|ingested|loaded|event_?time|timestamp).*|ts|ctime");
  private static final int NEVER = 9;

  private final Catalog catalog;

  Discovery(Catalog catalog) {
    this.catalog = catalog;
  }

  /** The table as a stream; without a schema where it has a column that cannot be read. */
  StreamInfo stream(TableRef ref) throws SQLException {
    try {
      return stream(ref.stream(), catalog.table(ref));
    } catch (TributaryException e) {
      if (e.code() != ErrorCode.TYPE_UNSUPPORTED) {
        throw e;
      }
      return new StreamInfo(
          ref.stream(), Optional.empty(), catalog.key(ref), List.of(), Optional.empty());
    }
  }

  StreamInfo stream(String name, Table table) throws SQLException {
    return new StreamInfo(
        name, Optional.of(table.schema()), table.key(), cursors(table), Optional.empty());
  }

  /** As {@link #stream(TableRef)}, with how large it is. */
  StreamInfo measured(TableRef ref, Statistics statistics) throws SQLException {
    StreamInfo info = stream(ref);
    if (info.schema().isEmpty()) {
      return info;
    }
    Set<String> indexed = catalog.indexed(ref);
    List<String> ranged =
        info.cursors().stream()
            .filter(name -> indexed.contains(name) || info.key().indexOf(name) == 0)
            .toList();
    return info.with(statistics.of(catalog.table(ref), ranged));
  }

  private List<String> cursors(Table table) throws SQLException {
    Set<String> indexed = catalog.indexed(table.ref());
    return table.columns().stream()
        .filter(column -> rank(table, indexed, column) < NEVER)
        .sorted(Comparator.comparingInt(column -> rank(table, indexed, column)))
        .map(TableColumn::name)
        .toList();
  }

  /** How unlikely the column is to say which rows are new. */
  private static int rank(Table table, Set<String> indexed, TableColumn column) {
    Type.Kind kind = column.type().kind();
    boolean time = kind == Type.Kind.TIMESTAMP || kind == Type.Kind.DATE;
    boolean number = kind == Type.Kind.INT || kind == Type.Kind.LONG || kind == Type.Kind.DECIMAL;
    String name = column.name().toLowerCase(Locale.ROOT);
    if (!CursorValue.isOrderable(column) || !(time || number)) {
      return NEVER;
    }
    if (time && CHANGED.matcher(name).matches()) {
      return 0;
    }
    if (table.key().equals(List.of(column.name()))) {
      return 1;
    }
    if (time && CREATED.matcher(name).matches()) {
      return 2;
    }
    boolean indexedOrKey = indexed.contains(column.name()) || table.key().contains(column.name());
    return indexedOrKey ? (time ? 3 : 4) : NEVER;
  }
}
