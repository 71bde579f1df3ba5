// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Column;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table with its names: the columns that tie its rows, then its own. Owned by one thread at a
 * time, since the columns that are made are used again.
 */
final class TableShape {

  private final TableDraft draft;
  private final String suffix;
  private final List<Field> tieFields;
  private final List<Column> ties;
  private final List<Field> own;
  private final List<TableShape> children;
  private final Schema schema;

  TableShape(
      TableDraft draft,
      String suffix,
      List<Field> tieFields,
      List<Field> own,
      List<TableShape> children) {
    this.draft = draft;
    this.suffix = suffix;
    this.tieFields = List.copyOf(tieFields);
    this.ties = tieFields.stream().map(field -> Column.of(field.type())).toList();
    this.own = List.copyOf(own);
    this.children = List.copyOf(children);
    List<Field> all = new ArrayList<>(tieFields);
    all.addAll(own);
    this.schema = Schema.of(all);
  }

  String suffix() {
    return suffix;
  }

  Schema schema() {
    return schema;
  }

  TableDraft draft() {
    return draft;
  }

  /** The layouts of {@code draft().children()}, in their order. */
  List<TableShape> children() {
    return children;
  }

  /** The columns that tie, in the order of the schema. */
  List<Column> ties() {
    return ties;
  }

  /** The column that ties by {@code name}, if this table has it. */
  Optional<Column> tie(String name) {
    for (int i = 0; i < ties.size(); i++) {
      if (tieFields.get(i).name().equals(name)) {
        return Optional.of(ties.get(i));
      }
    }
    return Optional.empty();
  }

  /** The ties as they are now, and the table's own columns in {@code level}. */
  List<Column> columns(List<Column> level) {
    List<Column> columns = new ArrayList<>(ties);
    draft.parts().forEach(part -> columns.add(part.step().in(level)));
    return columns;
  }

  /** Where the table's own column called {@code name} is. */
  Optional<TableDraft.Part> part(String name) {
    for (int i = 0; i < own.size(); i++) {
      if (own.get(i).name().equals(name)) {
        return Optional.of(draft.parts().get(i));
      }
    }
    return Optional.empty();
  }
}
