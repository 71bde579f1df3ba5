// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.BytesColumn;
import dev.tributary.batch.Column;
import dev.tributary.batch.IntColumn;
import dev.tributary.batch.LongColumn;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Type;

/**
 * A value that its column's type cannot hold exactly. Says what kind of value it is, never the
 * value, which may be nobody's business. Leaves this package only as {@link #refused()}.
 */
final class Misfit extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient FieldPath path;

  Misfit(FieldPath path, Column from, int slot, Type to) {
    super(
        "Field '" + path + "' holds " + kind(from, slot) + ", which " + to + " cannot hold exactly",
        null,
        false,
        false);
    this.path = path;
  }

  FieldPath path() {
    return path;
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  TributaryException refused() {
    return new TributaryException(
        ErrorCode.VALUE_REFUSED,
        reason(),
        "Declare the field with the type it has in the source, or as string");
  }

  /** The value's type, and its size where that says something. */
  static String kind(Column column, int slot) {
    String kind = "a value of type " + column.type();
    if (column instanceof BytesColumn bytes) {
      return kind + " and " + bytes.length(slot) + " bytes";
    }
    if (column.type().equals(Type.INT) || column.type().equals(Type.LONG)) {
      long value =
          column instanceof IntColumn ints ? ints.get(slot) : ((LongColumn) column).get(slot);
      return kind + " and " + Long.toString(value).replace("-", "").length() + " digits";
    }
    return kind;
  }
}
