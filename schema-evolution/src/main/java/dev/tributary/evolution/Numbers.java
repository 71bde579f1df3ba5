// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Column;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Numbers in any type of numbers that holds them exactly, narrower ones too. A double counts as the
 * shortest decimal number that reads as this double.
 */
final class Numbers extends Mapping {

  private final Set<FieldPath> absent;

  /**
   * @param absent where there is nothing but nulls, which are of any type
   */
  Numbers(Set<FieldPath> absent) {
    super(Map.of());
    this.absent = absent;
  }

  @Override
  Conversion conversion(FieldPath path, Type from, Type to) {
    return absent.contains(path)
        ? (source, slot, target) -> target.appendNull()
        : super.conversion(path, from, to);
  }

  @Override
  Optional<Conversion> scalar(Type from, Type to) {
    return from.equals(to) || !TypeJoin.isNumber(from) || !TypeJoin.isNumber(to)
        ? super.scalar(from, to)
        : Optional.of((source, slot, target) -> append(number(source, slot), target));
  }

  private static BigDecimal number(Column column, int slot) {
    Object value = column.value(slot);
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    if (value instanceof Integer || value instanceof Long) {
      return BigDecimal.valueOf(((Number) value).longValue());
    }
    double number = ((Number) Objects.requireNonNull(value)).doubleValue();
    if (number == 0 && 1 / number < 0) {
      throw new ArithmeticException("Only a floating point number can be a negative zero");
    }
    return new BigDecimal(String.valueOf(value));
  }

  private static void append(BigDecimal number, Column target) {
    switch (target.type().kind()) {
      case INT -> target.append(number.intValueExact());
      case LONG -> target.append(number.longValueExact());
      case FLOAT -> target.append(exactFloat(number));
      case DOUBLE -> target.append(exactDouble(number));
      default -> target.append(scaled(number, (Type.Decimal) target.type()));
    }
  }

  private static double exactDouble(BigDecimal number) {
    double value = number.doubleValue();
    requireExact(Double.isFinite(value) && new BigDecimal(value).compareTo(number) == 0);
    return value;
  }

  private static float exactFloat(BigDecimal number) {
    float value = number.floatValue();
    requireExact(Float.isFinite(value) && new BigDecimal(value).compareTo(number) == 0);
    return value;
  }

  private static BigDecimal scaled(BigDecimal number, Type.Decimal type) {
    BigDecimal scaled = number.setScale(type.scale(), RoundingMode.UNNECESSARY);
    requireExact(scaled.precision() <= type.precision());
    return scaled;
  }

  private static void requireExact(boolean exact) {
    if (!exact) {
      throw new ArithmeticException("Not exact");
    }
  }
}
