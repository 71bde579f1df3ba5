// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import dev.tributary.pipeline.Rows;
import dev.tributary.schema.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as lines of a limited width: long values are cut, columns that find no room are named. */
final class TextTable {

  private static final int CELL_WIDTH_MAX = 40;
  private static final int LINE_WIDTH_MAX = 132;
  private static final String GAP = "  ";

  private final List<Column> columns = new ArrayList<>();
  private final int rows;

  private record Column(String name, List<String> cells, boolean toTheRight) {

    int width() {
      return cells.stream().mapToInt(String::length).reduce(name.length(), Math::max);
    }

    String cell(int row) {
      return pad(cells.get(row));
    }

    String head() {
      return pad(name);
    }

    private String pad(String text) {
      String space = " ".repeat(width() - text.length());
      return toTheRight ? space + text : text + space;
    }
  }

  private TextTable(Rows rows) {
    this.rows = rows.rows().size();
    for (Field field : rows.schema().fields()) {
      columns.add(column(field, rows.rows()));
    }
  }

  static String of(Rows rows) {
    return new TextTable(rows).draw();
  }

  private static Column column(Field field, List<Map<String, @Nullable Object>> rows) {
    List<String> cells = rows.stream().map(row -> cell(row.get(field.name()))).toList();
    boolean numbers = rows.stream().anyMatch(row -> row.get(field.name()) instanceof Number);
    return new Column(Plain.printable(field.name()), cells, numbers);
  }

  private static String cell(@Nullable Object value) {
    String text = value == null ? "" : Plain.printable(PlainValues.text(value));
    return text.length() <= CELL_WIDTH_MAX ? text : text.substring(0, CELL_WIDTH_MAX - 1) + "…";
  }

  private String draw() {
    int shown = fitting();
    List<String> lines = new ArrayList<>();
    lines.add(line(columns.subList(0, shown).stream().map(Column::head).toList()));
    for (int i = 0; i < rows; i++) {
      int row = i;
      lines.add(line(columns.subList(0, shown).stream().map(it -> it.cell(row)).toList()));
    }
    if (shown < columns.size()) {
      lines.add(
          "and "
              + String.join(
                  ", ",
                  columns.subList(shown, columns.size()).stream().map(Column::name).toList()));
    }
    return String.join("\n", lines);
  }

  private static String line(List<String> cells) {
    return String.join(GAP, cells).stripTrailing();
  }

  /** How many columns there is room for, at least one. */
  private int fitting() {
    int width = 0;
    for (int i = 0; i < columns.size(); i++) {
      width += columns.get(i).width() + (i == 0 ? 0 : GAP.length());
      if (width > LINE_WIDTH_MAX && i > 0) {
        return i;
      }
    }
    return columns.size();
  }
}
