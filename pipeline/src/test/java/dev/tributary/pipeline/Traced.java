// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Follows a document into the tables, as anyone with SQL could who knows the names: each value is
 * in the column of its field, or in the one beside it for values of its kind, or inside json.
 */
final class Traced {

  private static final List<String> BESIDE =
      List.of(
          "", "long", "double", "decimal", "boolean", "text", "text_2", "struct", "list", "json",
          "json_2");

  private final Ingested tables;
  private final Set<String> lost = new TreeSet<>();

  Traced(Ingested tables) {
    this.tables = tables;
  }

  /** Paths whose values are not where they should be. */
  Set<String> lost() {
    return lost;
  }

  void follow(Map<?, ?> document, Map<String, @Nullable Object> row) {
    members(document, List.of(), new Cell(Ingested.STREAM, "", row, List.of()));
  }

  /**
   * A place where members of an object are.
   *
   * @param prefix of the columns
   * @param lists the suffixes of the tables from the root down, without the root
   */
  private record Cell(
      String table, String prefix, Map<String, @Nullable Object> row, List<String> lists) {}

  private void members(Map<?, ?> object, List<String> path, Cell in) {
    object.forEach(
        (name, value) -> {
          List<String> below = plus(path, (String) name);
          if (!isIn(value, below, in, in.prefix() + given(below))) {
            lost.add(String.join("/", below) + " = " + value);
          }
        });
  }

  private boolean isIn(Object value, List<String> path, Cell in, String column) {
    if (isInColumn(value, path, in, column)) {
      return true;
    }
    if (value instanceof Map<?, ?> object) {
      members(object, path, new Cell(in.table(), column + "__", in.row(), in.lists()));
      return true;
    }
    return value instanceof List<?> list && isBelow(list, path, in, column);
  }

  private boolean isInColumn(Object value, List<String> path, Cell in, String column) {
    Schema schema = Objects.requireNonNull(tables.schemas().get(in.table()));
    return isInColumn(value, path, schema.fields(), in.row(), column);
  }

  private boolean isInColumn(
      Object value, List<String> path, List<Field> fields, Map<?, ?> row, String column) {
    for (String label : BESIDE) {
      String name = label.isEmpty() ? column : column + "__" + label;
      for (Field field : fields) {
        if (field.name().equals(name) && says(field.type(), row.get(name), value, path)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isBelow(List<?> list, List<String> path, Cell in, String column) {
    List<String> above = in.lists();
    String suffix = above.isEmpty() ? column : above.get(above.size() - 1) + "__" + column;
    String table = Ingested.STREAM + "__" + suffix;
    List<String> lists = plus(above, suffix);
    List<Map<String, @Nullable Object>> rows = children(table, lists, in.row());
    boolean whole = rows.size() == list.size();
    for (int i = 0; whole && i < rows.size(); i++) {
      whole = isElement(list.get(i), path, new Cell(table, "", rows.get(i), lists));
    }
    return whole;
  }

  private boolean isElement(@Nullable Object element, List<String> path, Cell in) {
    if (element == null || isInColumn(element, path, in, "value")) {
      return true;
    }
    if (element instanceof Map<?, ?> object) {
      members(object, path, in);
      return true;
    }
    return element instanceof List<?> list && isBelow(list, path, in, "list");
  }

  private List<Map<String, @Nullable Object>> children(
      String table, List<String> lists, Map<String, @Nullable Object> parent) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    boolean ids = parent.get("_row_id") != null;
    for (Map<String, @Nullable Object> row : tables.table(table)) {
      if (ids ? parent.get("_row_id").equals(row.get("_parent_id")) : isBelow(row, lists, parent)) {
        rows.add(row);
      }
    }
    String place = ids ? "_idx" : "_" + lists.get(lists.size() - 1) + "_idx";
    rows.sort(Comparator.comparing(row -> (Integer) Objects.requireNonNull(row.get(place))));
    return rows;
  }

  private static boolean isBelow(
      Map<String, @Nullable Object> row, List<String> lists, Map<String, @Nullable Object> parent) {
    Object key = lists.size() == 1 ? parent.get("key") : parent.get("_root_key");
    return Objects.equals(key, row.get("_root_key"))
        && lists.subList(0, lists.size() - 1).stream()
            .map(list -> "_" + list + "_idx")
            .allMatch(place -> Objects.equals(parent.get(place), row.get(place)));
  }

  /** Whether a cell says the same as a value that is not null. */
  private boolean says(Type type, @Nullable Object cell, Object value, List<String> path) {
    if (cell == null) {
      return false;
    }
    if (type instanceof Type.Struct struct) {
      return value instanceof Map<?, ?> object
          && object.entrySet().stream()
              .allMatch(
                  each -> {
                    List<String> below = plus(path, (String) each.getKey());
                    return isInColumn(
                        each.getValue(), below, struct.fields(), (Map<?, ?>) cell, given(below));
                  });
    }
    if (type instanceof Type.ListOf list) {
      List<?> elements = (List<?>) cell;
      return value instanceof List<?> values
          && values.size() == elements.size()
          && all(values, elements, (a, b) -> says(list.element(), b, a, path));
    }
    Object said = type.equals(Type.JSON) ? Pruned.document((String) cell) : cell;
    return said != null && isSame(value, said, path);
  }

  private boolean isSame(@Nullable Object value, @Nullable Object said, List<String> path) {
    if (value == null || said == null) {
      return value == said;
    }
    if (value instanceof Map<?, ?> object) {
      return said instanceof Map<?, ?> other
          && object.size() == other.size()
          && object.entrySet().stream()
              .allMatch(
                  each -> {
                    List<String> below = plus(path, (String) each.getKey());
                    Object raw = other.get(each.getKey());
                    return isSame(each.getValue(), other.get(given(below)), below)
                        || isSame(each.getValue(), raw, below);
                  });
    }
    if (value instanceof List<?> list) {
      return said instanceof List<?> other
          && list.size() == other.size()
          && all(list, other, (a, b) -> isSame(a, b, path));
    }
    return isSameScalar(value, said);
  }

  /** Kinds of scalars meet in text. */
  private static boolean isSameScalar(Object value, Object said) {
    if (value instanceof BigDecimal number) {
      return Pruned.number(said.toString()).filter(n -> n.compareTo(number) == 0).isPresent();
    }
    return value.toString().equals(said.toString());
  }

  private static boolean all(
      List<?> values, List<?> others, java.util.function.BiPredicate<Object, Object> same) {
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      if (value != null && !same.test(value, others.get(i))) {
        return false;
      }
    }
    return true;
  }

  private String given(List<String> path) {
    String name = path.get(path.size() - 1);
    return tables.names().getOrDefault(new FieldPath(path), name);
  }

  private static List<String> plus(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name.isEmpty() ? "unnamed" : name);
    return longer;
  }
}
