// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How many tables, or columns of one table, there would be, and which objects bring the new ones.
 *
 * @param what is counted
 * @param count known and new ones together
 * @param news per path of an object, the root's being empty, the names in it that lead to new ones
 */
record Census(String what, int count, int countMax, Map<List<String>, Set<String>> news) {

  /** The first count beyond its limit to which {@code joined} adds; tables come first. */
  static Optional<Census> beyondLimits(
      Nesting nesting, Schema joined, Map<String, Schema> known, int nameLengthMax) {
    return all(nesting, joined, known, nameLengthMax)
        .filter(each -> each.count > each.countMax && !each.news.isEmpty())
        .findFirst();
  }

  private static Stream<Census> all(
      Nesting nesting, Schema joined, Map<String, Schema> known, int nameLengthMax) {
    if (nesting.mode() != Nesting.Mode.TABLES) {
      Shape shape = new InOneTable(nesting, known);
      Schema table = Objects.requireNonNull(shape.tables(joined).get(Shape.ROOT));
      Set<List<String>> there = leaves(known.getOrDefault(Shape.ROOT, Schema.empty()));
      Census all = of("Columns", nesting.columnsMax(), List.of(), leaves(table), there);
      return Stream.of(all, all.added(nesting, there));
    }
    Unnesting names = new Unnesting(nesting, known, nameLengthMax);
    TableDraft root = names.root(joined);
    return Stream.concat(
        Stream.of(tables(nesting, root, names, known)),
        root.all().stream().flatMap(table -> columns(nesting, table, names, known)));
  }

  private static Census tables(
      Nesting nesting, TableDraft root, Unnesting names, Map<String, Schema> known) {
    Map<List<String>, Set<String>> news = new HashMap<>();
    Set<String> suffixes = new HashSet<>(known.keySet());
    for (TableDraft table : root.all()) {
      if (suffixes.add(names.name(table.names())) && !table.names().isEmpty()) {
        note(table.path().subList(0, table.path().size() - 1), table.path(), news);
        news.computeIfAbsent(table.path(), path -> new HashSet<>());
      }
    }
    suffixes.remove(Shape.ROOT);
    return new Census("Child tables", suffixes.size(), nesting.tablesMax(), news);
  }

  private static void note(
      List<String> object, List<String> path, Map<List<String>, Set<String>> news) {
    news.computeIfAbsent(object, each -> new HashSet<>()).add(path.get(object.size()));
  }

  private static Stream<Census> columns(
      Nesting nesting, TableDraft table, Unnesting names, Map<String, Schema> known) {
    String suffix = names.name(table.names());
    Set<List<String>> there = new HashSet<>();
    Set<String> columns = new HashSet<>();
    known.getOrDefault(suffix, Schema.empty()).fields().forEach(field -> columns.add(field.name()));
    columns.forEach(column -> there.add(List.of(column)));
    List<List<String>> ways = new ArrayList<>();
    for (TableDraft.Part part : table.parts()) {
      String column = names.name(part.names());
      ways.add(columns.contains(column) ? List.of(column) : part.names());
    }
    String what = suffix.isEmpty() ? "Columns" : "Columns of table '" + suffix + "'";
    Census all = of(what, nesting.columnsMax(), table.path(), ways, there);
    return Stream.of(all, all.added(nesting, there));
  }

  /** Only those that are new, to a table that is there. */
  private Census added(Nesting nesting, Set<List<String>> there) {
    int countNew = there.isEmpty() ? 0 : count - there.size();
    return new Census(
        "New " + what.toLowerCase(Locale.ROOT), countNew, nesting.newColumnsMax(), news);
  }

  private static Census of(
      String what,
      int countMax,
      List<String> base,
      Collection<List<String>> ways,
      Set<List<String>> known) {
    Map<List<String>, Set<String>> news = new HashMap<>();
    Set<List<String>> all = new HashSet<>(known);
    for (List<String> way : ways) {
      if (all.add(way)) {
        List<String> path = new ArrayList<>(base);
        path.addAll(way);
        for (int depth = base.size(); depth < path.size(); depth++) {
          note(List.copyOf(path.subList(0, depth)), path, news);
        }
      }
    }
    return new Census(what, all.size(), countMax, news);
  }

  private static Set<List<String>> leaves(Schema schema) {
    Set<List<String>> leaves = new HashSet<>();
    schema.fields().forEach(field -> leaves(List.of(), field, leaves));
    return leaves;
  }

  private static void leaves(List<String> object, Field field, Set<List<String>> leaves) {
    List<String> path = new ArrayList<>(object);
    path.add(field.name());
    Type type = field.type();
    while (type instanceof Type.ListOf || type instanceof Type.MapOf) {
      type = type instanceof Type.ListOf list ? list.element() : ((Type.MapOf) type).value();
    }
    if (type instanceof Type.Struct struct) {
      struct.fields().forEach(part -> leaves(path, part, leaves));
    } else {
      leaves.add(path);
    }
  }
}
