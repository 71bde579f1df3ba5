// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.BytesColumn;
import dev.tributary.batch.Column;
import dev.tributary.batch.DoubleColumn;
import dev.tributary.batch.FloatColumn;
import dev.tributary.batch.IntColumn;
import dev.tributary.batch.LongColumn;
import dev.tributary.schema.Type;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The conversions between scalars; each is exact or fails. Going by way of a type between gives the
 * same value, or fails there.
 */
final class Conversions {

  private static final double BEYOND_LONG = 0x1p63;

  private Conversions() {}

  /** The conversion of one scalar type into another; empty where there is none. */
  static Optional<Conversion> scalar(Type from, Type to) {
    if (from.equals(to)) {
      return Optional.of((source, slot, target) -> target.appendFrom(source, slot));
    }
    return Optional.ofNullable(
        switch (to.kind()) {
          case LONG -> from.equals(Type.INT) ? Conversions::intToLong : null;
          case DOUBLE -> toDouble(from).orElse(null);
          case DECIMAL -> toDecimal(from, (Type.Decimal) to).orElse(null);
          case TIME, TIMESTAMP -> toUnits(from, to).orElse(null);
          case STRING -> toText(from);
          case JSON -> toJson();
          case BOOLEAN, INT, FLOAT, DATE, BINARY, UUID, STRUCT, LIST, MAP -> null;
        });
  }

  /** Whether there is a conversion that some values do not survive. */
  static boolean isSelective(Type from, Type to) {
    return switch (to.kind()) {
      case DECIMAL, TIME, TIMESTAMP -> !from.equals(to);
      case DOUBLE -> from.equals(Type.LONG);
      case BOOLEAN, INT, LONG, FLOAT, DATE, STRING, BINARY, UUID, JSON, STRUCT, LIST, MAP -> false;
    };
  }

  private static void intToLong(Column from, int slot, Column to) {
    ((LongColumn) to).append(((IntColumn) from).get(slot));
  }

  private static Optional<Conversion> toDouble(Type from) {
    return switch (from.kind()) {
      case INT ->
          Optional.of(
              (source, slot, to) -> ((DoubleColumn) to).append(((IntColumn) source).get(slot)));
      case LONG ->
          Optional.of(
              (source, slot, to) ->
                  ((DoubleColumn) to).append(exactDouble(((LongColumn) source).get(slot))));
      case FLOAT ->
          Optional.of(
              (source, slot, to) -> ((DoubleColumn) to).append(((FloatColumn) source).get(slot)));
      default -> Optional.empty();
    };
  }

  static boolean isExactDouble(long value) {
    double converted = value;
    return converted != BEYOND_LONG && (long) converted == value;
  }

  private static double exactDouble(long value) {
    if (!isExactDouble(value)) {
      throw new ArithmeticException("Too many digits");
    }
    return value;
  }

  private static Optional<Conversion> toDecimal(Type from, Type.Decimal to) {
    return switch (from.kind()) {
      case INT, LONG -> Optional.of((source, slot, target) -> target.append(number(source, slot)));
      case DECIMAL -> Optional.of(rescaling((Type.Decimal) from, to));
      default -> Optional.empty();
    };
  }

  private static BigDecimal number(Column source, int slot) {
    return BigDecimal.valueOf(
        source instanceof IntColumn ints ? ints.get(slot) : ((LongColumn) source).get(slot));
  }

  private static Conversion rescaling(Type.Decimal from, Type.Decimal to) {
    boolean fits = to.precision() - to.scale() >= from.precision() - from.scale();
    boolean small = Column.of(from) instanceof LongColumn && Column.of(to) instanceof LongColumn;
    if (fits && small && to.scale() >= from.scale()) {
      long factor = BigDecimal.TEN.pow(to.scale() - from.scale()).longValueExact();
      return (source, slot, target) ->
          ((LongColumn) target).append(Math.multiplyExact(((LongColumn) source).get(slot), factor));
    }
    return (source, slot, target) -> target.append(source.value(slot));
  }

  private static Optional<Conversion> toUnits(Type from, Type to) {
    if (from instanceof Type.Time a && to instanceof Type.Time b) {
      return Optional.of(counting(a.unit(), b.unit()));
    }
    return from instanceof Type.Timestamp a
            && to instanceof Type.Timestamp b
            && a.zoned() == b.zoned()
        ? Optional.of(counting(a.unit(), b.unit()))
        : Optional.empty();
  }

  private static Conversion counting(Type.Unit from, Type.Unit to) {
    if (to.perSecond() >= from.perSecond()) {
      long factor = to.perSecond() / from.perSecond();
      return (source, slot, target) ->
          ((LongColumn) target).append(Math.multiplyExact(((LongColumn) source).get(slot), factor));
    }
    long divisor = from.perSecond() / to.perSecond();
    return (source, slot, target) ->
        ((LongColumn) target).append(exactQuotient(((LongColumn) source).get(slot), divisor));
  }

  private static long exactQuotient(long value, long divisor) {
    if (value % divisor != 0) {
      throw new ArithmeticException("The fraction is finer than the unit");
    }
    return value / divisor;
  }

  private static Conversion toText(Type from) {
    return switch (from.kind()) {
      case STRING, JSON -> Conversions::sameBytes;
      case STRUCT, LIST, MAP -> toJson();
      default -> (source, slot, to) -> ((BytesColumn) to).append(CanonicalText.of(source, slot));
    };
  }

  private static void sameBytes(Column from, int slot, Column to) {
    BytesColumn source = (BytesColumn) from;
    ((BytesColumn) to).append(source.data(), source.start(slot), source.length(slot));
  }

  private static Conversion toJson() {
    JsonText json = new JsonText();
    return (source, slot, to) -> ((BytesColumn) to).append(json.text(source, slot));
  }
}
