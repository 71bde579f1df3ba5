// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.schema.FieldPath;
import java.util.ArrayList;
import java.util.List;

/**
 * A struct, or the root, where it stands in what arrives and in the table; the two differ below a
 * field that was moved beside another. Immutable.
 */
record Place(List<String> incoming, List<String> table) {

  static final Place ROOT = new Place(List.of(), List.of());

  Place child(String name) {
    return child(name, name);
  }

  Place child(String incomingName, String tableName) {
    return new Place(plus(incoming, incomingName), plus(table, tableName));
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
