// SPDX-License-Identifier: Apache-2.0
package dev.tributary.schema;

/**
 * A named value of one type. Immutable. A required field has a value in every row, or in every
 * present struct that holds it.
 */
public record Field(String name, Type type, boolean required) {

  public Field {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("A field has an empty name");
    }
  }

  public static Field optional(String name, Type type) {
    return new Field(name, type, false);
  }

  public static Field required(String name, Type type) {
    return new Field(name, type, true);
  }

  public Field withName(String newName) {
    return new Field(newName, type, required);
  }

  public Field withType(Type newType) {
    return new Field(name, newType, required);
  }

  public Field relaxed() {
    return required ? new Field(name, type, false) : this;
  }

  @Override
  public String toString() {
    return name + ":" + type + (required ? "!" : "");
  }
}
