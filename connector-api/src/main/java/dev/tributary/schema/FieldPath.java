// SPDX-License-Identifier: Apache-2.0
package dev.tributary.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a field stands in a schema: the names from the root down. The element of a list is called
 * {@link #ELEMENT}, the parts of a map {@link #KEY} and {@link #VALUE}. Immutable.
 */
public record FieldPath(List<String> names) {

  public static final String ELEMENT = "element";
  public static final String KEY = "key";
  public static final String VALUE = "value";

  public FieldPath {
    names = List.copyOf(names);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("A path needs at least one name");
    }
  }

  public static FieldPath of(String... names) {
    return new FieldPath(List.of(names));
  }

  public FieldPath child(String name) {
    List<String> all = new ArrayList<>(names);
    all.add(name);
    return new FieldPath(all);
  }

  public String last() {
    return names.get(names.size() - 1);
  }

  /** The names above the last one; empty for a field of the root. */
  public List<String> parents() {
    return names.subList(0, names.size() - 1);
  }

  @Override
  public String toString() {
    return String.join(".", names);
  }
}
