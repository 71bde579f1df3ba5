// SPDX-License-Identifier: Apache-2.0
package dev.tributary.load;

/** The name of a table inside the namespace that the sink was set to. Immutable. */
public record TableName(String value) implements Comparable<TableName> {

  public TableName {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("A table has an empty name");
    }
  }

  @Override
  public int compareTo(TableName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
