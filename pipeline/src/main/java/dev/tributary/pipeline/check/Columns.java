// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import dev.tributary.config.Nearest;
import dev.tributary.pipeline.check.Scalars.Domain;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.List;

/** The columns of a table, where a check asks for them. Immutable. */
record Columns(Schema schema) {

  /**
   * @throws IllegalArgumentException when there is none of the name
   */
  Type type(String column) {
    return schema.field(column).map(Field::type).orElseThrow(() -> unknown(column));
  }

  /** The type of a column whose values have an order. */
  Type ordered(String column) {
    Type type = type(column);
    Domain domain = Scalars.domain(type);
    if (domain == Domain.NONE || domain == Domain.BYTES) {
      throw new IllegalArgumentException(
          "column '" + column + "' has type " + type + ", whose values cannot be compared");
    }
    return type;
  }

  /** The types of columns that can tell rows apart. */
  List<Domain> keys(List<String> columns) {
    return columns.stream().map(this::key).toList();
  }

  private Domain key(String column) {
    Type type = type(column);
    if (Scalars.domain(type) == Domain.NONE) {
      throw new IllegalArgumentException(
          "column '" + column + "' has type " + type + ", whose values cannot be told apart");
    }
    return Scalars.domain(type);
  }

  private IllegalArgumentException unknown(String column) {
    List<String> names = schema.fields().stream().map(Field::name).toList();
    return new IllegalArgumentException(
        "there is no column '"
            + column
            + "'"
            + Nearest.to(column, names).map(near -> "; did you mean '" + near + "'?").orElse(""));
  }
}
