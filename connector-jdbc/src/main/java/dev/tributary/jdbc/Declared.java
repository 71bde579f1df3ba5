// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.schema.Type;
import java.util.Locale;
import java.util.Optional;

/**
 * How the database declares a column. Immutable.
 *
 * @param jdbcType one of {@link java.sql.Types}, or a number of the driver's own
 * @param size digits or letters; 0 when unknown
 * @param scale digits after the point, also of a second
 * @param dimensions of an array, as far as it says
 * @param element of an array, where the database says it apart
 */
record Declared(
    String name,
    int jdbcType,
    String typeName,
    int size,
    int scale,
    boolean required,
    int dimensions,
    Optional<Declared> element) {

  private static final int DIGITS_MAX = 1000;

  Declared(String name, int jdbcType, String typeName, int size, int scale, boolean required) {
    this(name, jdbcType, typeName, size, scale, required, 0, Optional.empty());
  }

  Declared called(String newTypeName) {
    return new Declared(name, jdbcType, newTypeName, size, scale, required, dimensions, element);
  }

  Declared of(Declared newElement) {
    return new Declared(
        name, jdbcType, typeName, size, scale, required, dimensions, Optional.of(newElement));
  }

  String upperType() {
    return typeName.toUpperCase(Locale.ROOT);
  }

  /** Whether a decimal holds every number that the declaration allows. */
  boolean isNarrow() {
    return isBounded() && digits() <= Type.Decimal.MAX_PRECISION;
  }

  /** The decimal with these digits, or the widest where they are too many or not said. */
  Type decimal(int scaleElse) {
    if (!isBounded()) {
      return Type.decimal(Type.Decimal.MAX_PRECISION, scaleElse);
    }
    return Type.decimal(
        Math.min(digits(), Type.Decimal.MAX_PRECISION),
        Math.min(Math.max(0, scale), Type.Decimal.MAX_PRECISION));
  }

  Type.Unit unit() {
    return scale > 6 ? Type.Unit.NANOS : Type.Unit.MICROS;
  }

  private boolean isBounded() {
    return size >= 1 && size <= DIGITS_MAX;
  }

  private int digits() {
    int digitsAfter = Math.max(0, scale);
    return Math.max(scale < 0 ? size - scale : size, Math.max(1, digitsAfter));
  }
}
