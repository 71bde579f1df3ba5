// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Column;
import dev.tributary.batch.StructColumn;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * A table as it is found in a schema, before anything has a name: its own columns, and the lists
 * that make tables below it.
 */
final class TableDraft {

  private final List<String> path;
  private final List<String> names;
  private final boolean ofObjects;
  private final List<Part> parts = new ArrayList<>();
  private final List<Child> children = new ArrayList<>();

  /**
   * @param path where the list is in the schema; empty for the root
   * @param names the same, with a name also for each list in a list
   * @param ofObjects whether the list's elements are objects that were taken apart
   */
  TableDraft(List<String> path, List<String> names, boolean ofObjects) {
    this.path = path;
    this.names = names;
    this.ofObjects = ofObjects;
  }

  /** A column: the names of the fields on the way to it inside the table, and where it is. */
  record Part(List<String> names, Type type, boolean required, ColumnStep step) {}

  /** A table of the elements of the lists at {@code list}. */
  record Child(TableDraft table, ColumnStep list) {}

  List<String> path() {
    return path;
  }

  List<String> names() {
    return names;
  }

  List<Part> parts() {
    return parts;
  }

  List<Child> children() {
    return children;
  }

  /** The columns in which parts are found, given the elements of the list. */
  List<Column> level(Column elements) {
    return ofObjects ? ((StructColumn) elements).children() : List.of(elements);
  }

  /** This table and all below it, each before its children. */
  List<TableDraft> all() {
    List<TableDraft> all = new ArrayList<>(List.of(this));
    children.forEach(child -> all.addAll(child.table().all()));
    return all;
  }
}
