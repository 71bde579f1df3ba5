// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.schema.Type;
import java.util.Optional;

/**
 * What a job chose where a type of the database has no equal here. Immutable.
 *
 * @param wideScale digits after the point of a decimal whose declaration says none
 * @param maxValueBytes the longest value that is read
 */
record TypeChoices(
    WideNumerics wideNumerics, int wideScale, long maxValueBytes, Unstorable unstorable) {

  static final TypeChoices STANDARD =
      new TypeChoices(WideNumerics.DECIMAL, 18, 64L << 20, Unstorable.REFUSE);

  /** The type of an exact number; empty when it must not be read. */
  Optional<Type> exact(Declared column) {
    if (column.isNarrow()) {
      return Optional.of(column.decimal(wideScale));
    }
    return switch (wideNumerics) {
      case DECIMAL -> Optional.of(column.decimal(wideScale));
      case TEXT -> Optional.of(Type.STRING);
      case REFUSE -> Optional.empty();
    };
  }
}
