// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.Batch;
import dev.tributary.batch.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The columns by which rows are found that are new: one, or several of which the first counts most.
 * Immutable.
 */
final class CursorColumns {

  private static final String BETWEEN = "\u001f";

  private final String name;
  private final List<TableColumn> columns;
  private final int[] places;
  private final boolean descending;

  /**
   * @param name as the job writes it: columns with commas between them
   * @param descending whether new rows have lesser values
   */
  CursorColumns(String name, Table table, List<TableColumn> columns, boolean descending) {
    this.name = name;
    this.columns = List.copyOf(columns);
    this.places =
        columns.stream().mapToInt(column -> table.schema().indexOf(column.name())).toArray();
    this.descending = descending;
  }

  /** The names that a cursor's text means: itself, where there is such a column. */
  static List<String> names(Table table, String cursor) {
    if (table.column(cursor).isPresent() || !cursor.contains(",")) {
      return List.of(cursor);
    }
    return Arrays.stream(cursor.split(",", -1)).map(String::strip).toList();
  }

  String name() {
    return name;
  }

  List<TableColumn> columns() {
    return columns;
  }

  boolean descending() {
    return descending;
  }

  TableColumn first() {
    return columns.get(0);
  }

  /** Where the first column stands in a row, from 0. */
  int firstPlace() {
    return places[0];
  }

  List<String> names() {
    return columns.stream().map(TableColumn::name).toList();
  }

  boolean isOne() {
    return columns.size() == 1;
  }

  static String join(List<String> parts) {
    return String.join(BETWEEN, parts);
  }

  /** What {@link #join} joined. */
  List<String> parts(String text) {
    if (isOne()) {
      return List.of(text);
    }
    List<String> parts = Arrays.asList(text.split(BETWEEN, -1));
    if (parts.size() != columns.size()) {
      throw Positions.unknown("The position has " + parts.size() + " values of '" + name + "'");
    }
    return parts;
  }

  /** The values of one row as one text. */
  String text(Batch batch, int row) {
    List<String> parts = new ArrayList<>();
    for (int place : places) {
      parts.add(CursorValue.text(batch.column(place), row));
    }
    return join(parts);
  }

  /** Whether two rows of a batch have the same values. */
  boolean same(Batch batch, int row, int other) {
    for (int place : places) {
      Column column = batch.column(place);
      if (!CursorValue.same(column, row, column, other)) {
        return false;
      }
    }
    return true;
  }

  /** The values that {@code text} says, each by itself in a column. */
  List<Column> values(String text) {
    List<String> parts = parts(text);
    List<Column> values = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      Column value = Column.of(columns.get(i).type());
      value.append(CursorValue.parse(columns.get(i).type(), parts.get(i)));
      values.add(value);
    }
    return values;
  }

  /** Whether a row has these values. */
  boolean same(Batch batch, int row, List<Column> values) {
    for (int i = 0; i < places.length; i++) {
      Column column = batch.column(places[i]);
      if (column.isNull(row) || !CursorValue.same(column, row, values.get(i), 0)) {
        return false;
      }
    }
    return true;
  }
}
