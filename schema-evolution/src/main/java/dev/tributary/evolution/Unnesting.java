// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.evolution.TableDraft.Child;
import dev.tributary.evolution.TableDraft.Part;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds the tables in a nested schema. Fields of objects are columns of the table that the object
 * is in; a list is a table of its own, and so is a list in a list. Immutable.
 */
final class Unnesting {

  /** Between the names of nested fields; normal names have it nowhere. */
  static final String SEPARATOR = "__";

  /** Stands for the elements of a list that are lists themselves. */
  static final String INNER_LIST = "list";

  /** The column of elements that are no objects. */
  static final String VALUE = "value";

  private final Nesting nesting;
  private final Map<String, Schema> known;
  private final int nameLengthMax;

  Unnesting(Nesting nesting, Map<String, Schema> known, int nameLengthMax) {
    this.nesting = nesting;
    this.nameLengthMax = nameLengthMax;
    this.known = Map.copyOf(known);
  }

  TableDraft root(Schema schema) {
    TableDraft root = new TableDraft(List.of(), List.of(), true);
    for (Field field : schema.fields()) {
      ColumnStep step = ColumnStep.at(schema.indexOf(field.name()));
      add(root, FieldPath.of(field.name()), List.of(field.name()), field, 1, step);
    }
    return root;
  }

  private void add(
      TableDraft table,
      FieldPath path,
      List<String> names,
      Field field,
      int level,
      ColumnStep step) {
    Type type = field.type();
    if (!isNested(type)) {
      table.parts().add(new Part(names, type, field.required(), step));
    } else if (isWhole(path, type, level) || staysJson(table, names)) {
      table.parts().add(json(names, field, step));
    } else if (type instanceof Type.Struct struct) {
      for (int i = 0; i < struct.fields().size(); i++) {
        Field part = struct.fields().get(i);
        Field inside = field.required() ? part : part.relaxed();
        ColumnStep child = ColumnStep.child(step, i);
        add(table, path.child(part.name()), plus(names, part.name()), inside, level + 1, child);
      }
    } else {
      table.children().add(list(table, path, names, (Type.ListOf) type, level, step));
    }
  }

  private Child list(
      TableDraft above,
      FieldPath path,
      List<String> names,
      Type.ListOf list,
      int level,
      ColumnStep step) {
    List<String> way = new ArrayList<>(above.names());
    way.addAll(names);
    Type type = list.element();
    Field element = new Field(VALUE, type, list.elementRequired());
    boolean whole = !isNested(type) || isWhole(path, type, level + 1);
    if (type instanceof Type.Struct struct && !whole) {
      return new Child(objects(way, path, struct, element, level), step);
    }
    TableDraft table = new TableDraft(path.names(), way, false);
    if (type instanceof Type.ListOf inner && !whole) {
      table
          .children()
          .add(list(table, path, List.of(INNER_LIST), inner, level + 1, ColumnStep.at(0)));
    } else if (whole && isNested(type)) {
      table.parts().add(json(List.of(VALUE), element, ColumnStep.at(0)));
    } else {
      table.parts().add(new Part(List.of(VALUE), type, element.required(), ColumnStep.at(0)));
    }
    return new Child(table, step);
  }

  private TableDraft objects(
      List<String> way, FieldPath path, Type.Struct struct, Field element, int level) {
    TableDraft table = new TableDraft(path.names(), way, true);
    for (int i = 0; i < struct.fields().size(); i++) {
      Field part = struct.fields().get(i);
      Field inside = element.required() ? part : part.relaxed();
      add(
          table,
          path.child(part.name()),
          List.of(part.name()),
          inside,
          level + 2,
          ColumnStep.at(i));
    }
    return table;
  }

  private static Part json(List<String> names, Field field, ColumnStep step) {
    Rewriting.Rewritten json = Rewriting.json(field.type());
    Conversion conversion = json.conversion().orElseThrow();
    return new Part(
        names, json.type(), field.required(), ColumnStep.converted(step, conversion, json.type()));
  }

  private boolean isWhole(FieldPath path, Type type, int level) {
    return type instanceof Type.MapOf || nesting.json().contains(path) || level > nesting.depth();
  }

  /** Whether the field became json in an earlier load, and none of its parts has a place. */
  private boolean staysJson(TableDraft table, List<String> names) {
    Schema there = known.getOrDefault(name(table.names()), Schema.empty());
    String column = name(names);
    List<String> way = new ArrayList<>(table.names());
    way.addAll(names);
    return there.field(column).map(Field::type).filter(Unnesting::holdsJson).isPresent()
        && there.fields().stream().noneMatch(each -> each.name().startsWith(column + SEPARATOR))
        && known.keySet().stream().noneMatch(suffix -> isAtOrBelow(suffix, name(way)));
  }

  /** Sinks without a type for json keep it as text. */
  private static boolean holdsJson(Type type) {
    return type.equals(Type.JSON) || type.equals(Type.STRING);
  }

  private static boolean isAtOrBelow(String suffix, String above) {
    return (suffix + SEPARATOR).startsWith(above + SEPARATOR);
  }

  /** What a table or column is called when nothing else is called so. */
  String name(List<String> names) {
    return Names.fitted(joined(names), nameLengthMax);
  }

  static String joined(List<String> names) {
    return String.join(SEPARATOR, names);
  }

  static boolean isNested(Type type) {
    return switch (type.kind()) {
      case STRUCT, LIST, MAP -> true;
      default -> false;
    };
  }

  private static List<String> plus(List<String> names, String name) {
    List<String> more = new ArrayList<>(names);
    more.add(name);
    return more;
  }
}
