// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Column;
import dev.tributary.batch.IntColumn;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.TableDraft.Part;
import dev.tributary.schema.Field;
import dev.tributary.schema.Type;
import dev.tributary.sink.SinkCapabilities;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Ties by the root's key and one place per list. */
final class IndexPath implements Ties {

  private final ChildKeys names;
  private final List<String> rootKey;
  private final List<Part> parts;
  private final SinkCapabilities sink;

  private IndexPath(
      ChildKeys names, List<String> rootKey, List<Part> parts, SinkCapabilities sink) {
    this.sink = sink;
    this.names = names;
    this.rootKey = rootKey;
    this.parts = parts;
  }

  /**
   * @throws TributaryException {@code SETTING_INVALID} naming a key column that the root lacks, or
   *     that is nested, where there are child tables
   */
  static IndexPath of(
      TableDraft root, List<String> rootKey, ChildKeys names, SinkCapabilities sink) {
    if (root.children().isEmpty()) {
      return new IndexPath(names, List.of(), List.of(), sink);
    }
    TableShape alone =
        new TableShapes(new IndexPath(names, List.of(), List.of(), sink), sink).of(root);
    List<Part> parts = new ArrayList<>();
    for (String key : rootKey) {
      Part part = alone.part(key).orElseThrow(() -> unusable(key, "is not there"));
      if (!TypeJoin.isScalar(part.type())) {
        throw unusable(key, "is nested");
      }
      parts.add(part);
    }
    return new IndexPath(names, rootKey, parts, sink);
  }

  @Override
  public List<Field> fields(List<String> lists, boolean hasChildren) {
    List<Field> fields = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < rootKey.size() && !lists.isEmpty(); i++) {
      fields.add(Field.optional(column(rootKey.get(i), taken), parts.get(i).type()));
    }
    for (String list : lists) {
      String name = TableShapes.name(List.of(names.index(list)), sink, taken);
      fields.add(Field.optional(name, Type.INT));
    }
    return fields;
  }

  /** The columns of each child table that hold the root's key. */
  static List<String> columns(List<String> rootKey, ChildKeys names, SinkCapabilities sink) {
    IndexPath ties = new IndexPath(names, rootKey, List.of(), sink);
    Set<String> taken = new HashSet<>();
    return rootKey.stream().map(key -> ties.column(key, taken)).toList();
  }

  private String column(String key, Set<String> taken) {
    return TableShapes.name(List.of(names.rootKey(key)), sink, taken);
  }

  @Override
  public void fill(Unnested rows) {
    Unnested above = rows.above();
    if (above == null) {
      return;
    }
    List<Column> ties = rows.layout().ties();
    for (int i = 0; i < rootKey.size(); i++) {
      key(i, rows, ties.get(i));
    }
    for (int i = rootKey.size(); i < ties.size() - 1; i++) {
      Ties.gather(above.layout().ties().get(i), rows.parents(), ties.get(i));
    }
    places(rows.parents(), (IntColumn) ties.get(ties.size() - 1));
  }

  private void key(int index, Unnested rows, Column to) {
    Ties.gather(parts.get(index).step().in(rows.root().level()), rows.roots(), to);
    if (to.nullCount() > 0) {
      throw new TributaryException(
          ErrorCode.VALUE_REFUSED,
          "The key column '"
              + rootKey.get(index)
              + "' is null in a row that has rows in '"
              + rows.layout().suffix()
              + "'",
          "Name key columns that every row has, or tie child rows by row ids");
    }
  }

  /** Counts from 0 in each list. */
  static void places(int[] parents, IntColumn to) {
    int[] places = new int[parents.length];
    for (int i = 1; i < places.length; i++) {
      places[i] = parents[i] == parents[i - 1] ? places[i - 1] + 1 : 0;
    }
    to.reset();
    to.append(places, 0, places.length);
  }

  private static TributaryException unusable(String key, String why) {
    return new TributaryException(
        ErrorCode.SETTING_INVALID,
        "Rows of child tables carry the key column '" + key + "', which " + why,
        "Name key columns that every row has as plain values, or tie child rows by row ids");
  }
}
