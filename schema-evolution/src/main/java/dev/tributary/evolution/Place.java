// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.schema.FieldPath;
import java.util.ArrayList;
import java.util.List;

/**
 * Where planning stands in what arrives and in the table; the two differ below a field that was
 * moved beside another. Immutable.
 *
 * @param field the innermost field of a struct, or of the root, that holds this place, in what
 *     arrives: an element or a map's value is no field; empty for the root
 */
record Place(List<String> incoming, List<String> table, List<String> field) {

  static final Place ROOT = new Place(List.of(), List.of(), List.of());

  /** A struct that stands at the same path on both sides. */
  static Place at(List<String> path) {
    return new Place(path, path, path);
  }

  Place child(String name) {
    return child(name, name);
  }

  /** A field of the struct that stands here. */
  Place child(String incomingName, String tableName) {
    List<String> path = plus(incoming, incomingName);
    return new Place(path, plus(table, tableName), path);
  }

  /** The elements of the list or the values of the map that stands here. */
  Place part(String name) {
    return new Place(plus(incoming, name), plus(table, name), field);
  }

  /** The path in what arrives; not for the root. */
  FieldPath incomingPath() {
    return new FieldPath(incoming);
  }

  /** The path in the table; not for the root. */
  FieldPath tablePath() {
    return new FieldPath(table);
  }

  private static List<String> plus(List<String> names, String name) {
    List<String> longer = new ArrayList<>(names);
    longer.add(name);
    return longer;
  }
}
