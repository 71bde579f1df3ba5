// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Batch;
import dev.tributary.batch.Column;
import dev.tributary.batch.ListColumn;
import dev.tributary.batch.MapColumn;
import dev.tributary.batch.StructColumn;
import dev.tributary.schema.Field;
import dev.tributary.schema.Type;
import java.util.List;

/**
 * Values as JSON documents without spaces. Absent fields of structs are left out, so that the
 * document does not depend on which fields other rows have; null elements and map values stay. What
 * JSON has no form for is its canonical text. Slots must be present.
 */
final class JsonText {

  private final StringBuilder out = new StringBuilder();

  private JsonText() {}

  static String of(Column column, int slot) {
    JsonText text = new JsonText();
    text.value(column, slot);
    return text.out.toString();
  }

  static String of(Batch batch, int row) {
    JsonText text = new JsonText();
    text.members(batch.schema().fields(), batch.columns(), row);
    return text.out.toString();
  }

  private void value(Column column, int slot) {
    switch (column.type().kind()) {
      case JSON, BOOLEAN, INT, LONG, DECIMAL -> out.append(CanonicalText.of(column, slot));
      case FLOAT, DOUBLE -> floating(CanonicalText.of(column, slot));
      case STRING, DATE, TIME, TIMESTAMP, BINARY, UUID -> quoted(CanonicalText.of(column, slot));
      case STRUCT ->
          members(((Type.Struct) column.type()).fields(), ((StructColumn) column).children(), slot);
      case LIST -> list((ListColumn) column, slot);
      case MAP -> map((MapColumn) column, slot);
    }
  }

  private void members(List<Field> fields, List<Column> columns, int slot) {
    String separator = "{";
    for (int i = 0; i < fields.size(); i++) {
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
      quoted(CanonicalText.of(column.keys(), i));
      out.append(':');
      nullable(column.values(), i);
    }
    out.append('}');
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
