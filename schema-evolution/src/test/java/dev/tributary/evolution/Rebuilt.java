// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Batch;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts nested rows together again from the tables that a shape made, as anyone with SQL could. */
final class Rebuilt {

  private final int depthMax;
  private final Map<String, Batch> tables = new HashMap<>();
  private final Map<List<Object>, Map<Integer, Integer>> elements = new HashMap<>();

  Rebuilt(List<Shape.Rows> rows, int depthMax) {
    this.depthMax = depthMax;
    rows.forEach(each -> tables.put(each.suffix(), each.batch()));
    tables.forEach(
        (suffix, table) -> {
          for (int row = 0; row < table.rows() && !suffix.isEmpty(); row++) {
            List<Object> parent = parent(suffix, table, row);
            elements
                .computeIfAbsent(parent, key -> new TreeMap<>())
                .put(place(suffix, table, row), row);
          }
        });
  }

  int rows() {
    return tables.get(Shape.ROOT).rows();
  }

  /** The row of the source schema, as a {@link Tree}. */
  Object root(Schema source, int row) {
    return object(source.fields(), "", Shape.ROOT, row, 1);
  }

  private @Nullable Object object(
      List<Field> fields, String prefix, String suffix, int row, int level) {
    Map<String, Object> map = new TreeMap<>();
    for (Field field : fields) {
      Tree.put(map, field.name(), value(field.type(), prefix + field.name(), suffix, row, level));
    }
    return Tree.orNull(map);
  }

  private @Nullable Object value(Type type, String column, String suffix, int row, int level) {
    Batch table = tables.get(suffix);
    int index = table.schema().indexOf(column);
    if (index >= 0) {
      return Tree.of(table.column(index), row);
    }
    return type instanceof Type.Struct struct
        ? object(struct.fields(), column + "__", suffix, row, level + 1)
        : list(((Type.ListOf) type).element(), column, suffix, row, level);
  }

  private @Nullable Object list(Type element, String column, String suffix, int row, int level) {
    String child = suffix.isEmpty() ? column : suffix + "__" + column;
    List<Object> list = new ArrayList<>();
    elements
        .getOrDefault(self(child, suffix, row), Map.of())
        .forEach(
            (place, childRow) -> {
              if (place != list.size()) {
                throw new AssertionError("Place " + place + " after " + list.size() + " elements");
              }
              list.add(element(element, child, childRow, level + 1));
            });
    return Tree.orNull(list);
  }

  private @Nullable Object element(Type type, String suffix, int row, int level) {
    if (type instanceof Type.Struct struct && level <= depthMax) {
      return object(struct.fields(), "", suffix, row, level + 1);
    }
    boolean inner = type instanceof Type.ListOf && level <= depthMax;
    return value(type, inner ? "list" : "value", suffix, row, level);
  }

  /** What ties a child row to the row above it, with the name of its table. */
  private static List<Object> parent(String suffix, Batch table, int row) {
    List<Object> ties = ties(suffix, table, row);
    return ties.subList(0, ties.size() - 1);
  }

  private static int place(String suffix, Batch table, int row) {
    List<Object> ties = ties(suffix, table, row);
    return (Integer) ties.get(ties.size() - 1);
  }

  private static List<Object> ties(String suffix, Batch table, int row) {
    List<Object> ties = new ArrayList<>(List.of(suffix));
    for (Field field : table.schema().fields()) {
      boolean path = field.name().equals("_root_key") || field.name().endsWith("_idx");
      if (path || field.name().equals("_parent_id")) {
        ties.add(table.column(field.name()).value(row));
      }
    }
    return ties;
  }

  /** What rows of the table {@code child} say when they belong to this row. */
  private List<Object> self(String child, String suffix, int row) {
    Batch table = tables.get(suffix);
    List<Object> self = new ArrayList<>(List.of(child));
    if (table.schema().indexOf("_row_id") >= 0) {
      self.add(table.column("_row_id").value(row));
    } else if (suffix.isEmpty()) {
      self.add(table.column("key").value(row));
    } else {
      List<Object> ties = ties(suffix, table, row);
      self.addAll(ties.subList(1, ties.size()));
    }
    return self;
  }
}
