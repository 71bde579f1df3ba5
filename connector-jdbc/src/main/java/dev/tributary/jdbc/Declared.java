// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.schema.Type;
import java.util.Locale;

/**
 * How the database declares a column. Immutable.
 *
 * @param jdbcType one of {@link java.sql.Types}
 * @param size digits or letters; 0 when unknown
 * @param scale digits after the point, also of a second
 */
record Declared(String name, int jdbcType, String typeName, int size, int scale, boolean required) {

  String upperType() {
    return typeName.toUpperCase(Locale.ROOT);
  }

  /** The decimal with these digits, or the widest where the declaration sets no such bound. */
  Type decimal() {
    if (size < 1 || size > 1000) {
      return Type.decimal(Type.Decimal.MAX_PRECISION, 18);
    }
    int digitsAfter = Math.max(0, scale);
    int digits = Math.max(scale < 0 ? size - scale : size, Math.max(1, digitsAfter));
    return Type.decimal(
        Math.min(digits, Type.Decimal.MAX_PRECISION),
        Math.min(digitsAfter, Type.Decimal.MAX_PRECISION));
  }

  Type.Unit unit() {
    return scale > 6 ? Type.Unit.NANOS : Type.Unit.MICROS;
  }
}
