// SPDX-License-Identifier: Apache-2.0
package dev.tributary.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of a row, in order; names are unique and compared exactly. Immutable. */
public final class Schema {

  private static final Schema EMPTY = new Schema(List.of());

  private final List<Field> fields;
  private final Map<String, Integer> positions = new HashMap<>();
  private final int hash;

  private Schema(List<Field> fields) {
    this.fields = new Type.Struct(fields).fields();
    for (Field field : this.fields) {
      positions.put(field.name(), positions.size());
    }
    this.hash = this.fields.hashCode();
  }

  public static Schema empty() {
    return EMPTY;
  }

  public static Schema of(Field... fields) {
    return new Schema(List.of(fields));
  }

  public static Schema of(List<Field> fields) {
    return new Schema(fields);
  }

  public List<Field> fields() {
    return fields;
  }

  public int size() {
    return fields.size();
  }

  /** The place of the field called {@code name}, or -1. */
  public int indexOf(String name) {
    return positions.getOrDefault(name, -1);
  }

  public Optional<Field> field(String name) {
    return Optional.ofNullable(positions.get(name)).map(fields::get);
  }

  /** This schema followed by {@code more}. */
  public Schema with(Field... more) {
    List<Field> all = new ArrayList<>(fields);
    all.addAll(List.of(more));
    return new Schema(all);
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof Schema that && fields.equals(that.fields));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return fields.toString();
  }
}
