// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Column;
import dev.tributary.batch.ListColumn;
import dev.tributary.batch.MapColumn;
import dev.tributary.batch.StructColumn;
import dev.tributary.schema.Field;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A value without its types: maps by name, lists, and texts. What is absent is left out, and an
 * object, map or list with nothing in it is absent.
 */
final class Tree {

  private Tree() {}

  static Object of(Column column, int slot) {
    if (column.isNull(slot)) {
      return null;
    }
    if (column instanceof StructColumn struct) {
      Map<String, Object> map = new TreeMap<>();
      List<Field> fields = ((Type.Struct) struct.type()).fields();
      for (int i = 0; i < fields.size(); i++) {
        put(map, fields.get(i).name(), of(struct.child(i), slot));
      }
      return orNull(map);
    }
    if (column instanceof ListColumn list) {
      List<Object> elements = new ArrayList<>();
      for (int i = 0; i < list.length(slot); i++) {
        elements.add(of(list.elements(), list.start(slot) + i));
      }
      return orNull(elements);
    }
    if (column instanceof MapColumn pairs) {
      Map<String, Object> map = new TreeMap<>();
      for (int i = pairs.start(slot); i < pairs.start(slot) + pairs.length(slot); i++) {
        put(map, CanonicalText.of(pairs.keys(), i), of(pairs.values(), i));
      }
      return orNull(map);
    }
    String text = CanonicalText.of(column, slot);
    return column.type().equals(Type.JSON) ? new Json(text).document() : text;
  }

  static void put(Map<String, Object> map, String name, Object value) {
    if (value != null) {
      map.put(name, value);
    }
  }

  static Object orNull(Map<?, ?> map) {
    return map.isEmpty() ? null : map;
  }

  static Object orNull(List<?> list) {
    return list.isEmpty() ? null : list;
  }

  /** Reads the documents that {@link JsonText} writes. */
  private static final class Json {
    private final String text;
    private int at;

    private Json(String text) {
      this.text = text;
    }

    private Object document() {
      Object value = value();
      if (at != text.length()) {
        throw new IllegalArgumentException("More after the document at " + at + ": " + text);
      }
      return value;
    }

    private Object value() {
      return switch (text.charAt(at)) {
        case '{' -> object();
        case '[' -> list();
        case '"' -> string();
        default -> plain();
      };
    }

    private Object object() {
      Map<String, Object> map = new TreeMap<>();
      String before = null;
      for (at++; text.charAt(at) != '}'; at += text.charAt(at) == ',' ? 1 : 0) {
        String name = string();
        if (map.containsKey(name)) {
          throw new IllegalArgumentException("Twice " + name + " after " + before + ": " + text);
        }
        before = name;
        expect(':');
        put(map, name, value());
      }
      at++;
      return orNull(map);
    }

    private Object list() {
      List<Object> list = new ArrayList<>();
      for (at++; text.charAt(at) != ']'; at += text.charAt(at) == ',' ? 1 : 0) {
        list.add(value());
      }
      at++;
      return orNull(list);
    }

    private String string() {
      expect('"');
      StringBuilder out = new StringBuilder();
      while (text.charAt(at) != '"') {
        if (text.charAt(at) == '\\') {
          at++;
        }
        out.append(text.charAt(at++));
      }
      at++;
      return out.toString();
    }

    private Object plain() {
      int start = at;
      while (at < text.length() && ",]}".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      String value = text.substring(start, at);
      return value.equals("null") ? null : value;
    }

    private void expect(char expected) {
      if (text.charAt(at++) != expected) {
        throw new IllegalArgumentException("No " + expected + " before " + at + ": " + text);
      }
    }
  }
}
