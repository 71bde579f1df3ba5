// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Batch;
import dev.tributary.batch.Column;
import dev.tributary.batch.ListColumn;
import dev.tributary.batch.MapColumn;
import dev.tributary.batch.StructColumn;
import dev.tributary.schema.Field;
import dev.tributary.schema.Type;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Values as JSON documents without spaces. Fields of structs stand in the order of their names and
 * absent ones are left out, so that the document does not depend on which fields other rows have;
 * null elements and map values stay. What JSON has no form for is its canonical text. Slots must be
 * present.
 */
final class JsonText {

  private final StringBuilder out = new StringBuilder();
  private final IdentityHashMap<Type, int[]> orders = new IdentityHashMap<>();

  static String of(Column column, int slot) {
    return new JsonText().text(column, slot);
  }

  /** The row as an object. */
  static String of(Batch batch, int row) {
    JsonText text = new JsonText();
    List<Field> fields = batch.schema().fields();
    text.members(fields, batch.columns(), order(fields), row);
    return text.out.toString();
  }

  /**
   * As {@link #of(Column, int)}; one object for many values of a column is quicker. One thread at a
   * time.
   */
  String text(Column column, int slot) {
    out.setLength(0);
    value(column, slot);
    return out.toString();
  }

  private void value(Column column, int slot) {
    switch (column.type().kind()) {
      case JSON, BOOLEAN, INT, LONG, DECIMAL -> out.append(CanonicalText.of(column, slot));
      case FLOAT, DOUBLE -> floating(CanonicalText.of(column, slot));
      case STRING, DATE, TIME, TIMESTAMP, BINARY, UUID -> quoted(CanonicalText.of(column, slot));
      case STRUCT -> struct((StructColumn) column, slot);
      case LIST -> list((ListColumn) column, slot);
      case MAP -> map((MapColumn) column, slot);
    }
  }

  private void struct(StructColumn column, int slot) {
    List<Field> fields = ((Type.Struct) column.type()).fields();
    members(
        fields,
        column.children(),
        orders.computeIfAbsent(column.type(), type -> order(fields)),
        slot);
  }

  private void members(List<Field> fields, List<Column> columns, int[] order, int slot) {
    String separator = "{";
    for (int i : order) {
      if (!columns.get(i).isNull(slot)) {
        out.append(separator);
        quoted(fields.get(i).name());
        out.append(':');
        value(columns.get(i), slot);
        separator = ",";
      }
    }
    out.append(separator.equals("{") ? "{}" : "}");
  }

  /** The places of the fields in the order of their names. */
  private static int[] order(List<Field> fields) {
    return IntStream.range(0, fields.size())
        .boxed()
        .sorted(Comparator.comparing(i -> fields.get(i).name()))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private void list(ListColumn column, int slot) {
    out.append('[');
    for (int i = 0; i < column.length(slot); i++) {
      out.append(i == 0 ? "" : ",");
      nullable(column.elements(), column.start(slot) + i);
    }
    out.append(']');
  }

  private void map(MapColumn column, int slot) {
    out.append('{');
    for (int i = column.start(slot); i < column.start(slot) + column.length(slot); i++) {
      out.append(i == column.start(slot) ? "" : ",");
      key(CanonicalText.of(column.keys(), i), column.keys().type());
      out.append(':');
      nullable(column.values(), i);
    }
    out.append('}');
  }

  /** A key that is a JSON string already stands for itself. */
  private void key(String text, Type type) {
    if (type.equals(Type.JSON) && text.startsWith("\"")) {
      out.append(text);
    } else {
      quoted(text);
    }
  }

  private void nullable(Column column, int slot) {
    if (column.isNull(slot)) {
      out.append("null");
    } else {
      value(column, slot);
    }
  }

  /** JSON has no infinities and nothing that is no number. */
  private void floating(String text) {
    if (Character.isLetter(text.charAt(text.length() - 1))) {
      quoted(text);
    } else {
      out.append(text);
    }
  }

  private void quoted(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      escaped(text.charAt(i));
    }
    out.append('"');
  }

  private void escaped(char character) {
    switch (character) {
      case '"', '\\' -> out.append('\\').append(character);
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (character < ' ') {
          out.append(String.format("\\u%04x", (int) character));
        } else {
          out.append(character);
        }
      }
    }
  }
}
