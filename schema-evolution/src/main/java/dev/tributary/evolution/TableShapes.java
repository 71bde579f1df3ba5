// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.evolution.TableDraft.Part;
import dev.tributary.schema.Field;
import dev.tributary.sink.SinkCapabilities;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Gives tables and columns their names: the way to them between double underscores. Where two would
 * be one, the shorter way has it and the other ends in a hash; columns that tie come first. The
 * order of fields has no influence.
 */
final class TableShapes {

  private final Ties ties;
  private final SinkCapabilities sink;
  private final IdentityHashMap<TableDraft, String> suffixes = new IdentityHashMap<>();

  TableShapes(Ties ties, SinkCapabilities sink) {
    this.ties = ties;
    this.sink = sink;
  }

  TableShape of(TableDraft root) {
    List<TableDraft> tables = root.all();
    Map<List<String>, String> named =
        names(tables.stream().map(TableDraft::names).toList(), Set.of(Shape.QUARANTINE));
    tables.forEach(table -> suffixes.put(table, Objects.requireNonNull(named.get(table.names()))));
    return layout(root, List.of());
  }

  private TableShape layout(TableDraft table, List<String> listsAbove) {
    String suffix = Objects.requireNonNull(suffixes.get(table));
    List<String> lists = new ArrayList<>(listsAbove);
    if (!suffix.isEmpty()) {
      lists.add(suffix);
    }
    List<TableShape> children =
        table.children().stream().map(child -> layout(child.table(), lists)).toList();
    List<Field> tieFields = ties.fields(lists, !children.isEmpty());
    return new TableShape(table, suffix, tieFields, own(table, lists), children);
  }

  private List<Field> own(TableDraft table, List<String> lists) {
    Set<String> taken = new HashSet<>();
    ties.fields(lists, true)
        .forEach(field -> taken.add(Names.folded(field.name(), sink.caseSensitive())));
    Map<List<String>, String> names =
        names(table.parts().stream().map(Part::names).toList(), taken);
    return table.parts().stream()
        .map(
            part ->
                new Field(
                    Objects.requireNonNull(names.get(part.names())), part.type(), part.required()))
        .toList();
  }

  private Map<List<String>, String> names(List<List<String>> ways, Set<String> before) {
    Set<String> taken = new HashSet<>(before);
    Map<List<String>, String> named = new HashMap<>();
    ways.stream()
        .sorted(
            Comparator.<List<String>>comparingInt(List::size)
                .thenComparing(way -> String.join("\0", way)))
        .forEach(way -> named.put(way, name(way, sink, taken)));
    return named;
  }

  /** The name of what is found by {@code way}, such that it is not taken; then it is. */
  static String name(List<String> way, SinkCapabilities sink, Set<String> taken) {
    String joined = Unnesting.joined(way);
    String name = Names.fitted(joined, sink.nameLengthMax());
    return taken.add(Names.folded(name, sink.caseSensitive()))
        ? name
        : Names.apart(
            joined, String.join("\0", way), sink.nameLengthMax(), sink.caseSensitive(), taken);
  }
}
