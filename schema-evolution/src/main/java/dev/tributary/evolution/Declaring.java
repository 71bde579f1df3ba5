// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.BytesColumn;
import dev.tributary.batch.Column;
import dev.tributary.schema.Type;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The conversions of scalars into a declared type: those of {@link Conversions}, text read as the
 * type, and numbers as exactly the same number of another kind.
 */
final class Declaring {

  private Declaring() {}

  /** Empty where no value of the one type is one of the other. */
  static Optional<Conversion> scalar(Type from, Type to) {
    Optional<Conversion> lossless = Conversions.scalar(from, to);
    if (lossless.isPresent() || !TypeJoin.isScalar(from) || !TypeJoin.isScalar(to)) {
      return lossless;
    }
    if (from.equals(Type.STRING)) {
      return Optional.of(
          (source, slot, target) -> TextValues.append(((BytesColumn) source).text(slot), target));
    }
    return TypeJoin.isNumber(from) && TypeJoin.isNumber(to)
        ? Optional.of((source, slot, target) -> TextValues.append(number(source, slot), target))
        : Optional.empty();
  }

  /** Whether some values may not survive the conversion. */
  static boolean isSelective(Type from, Type to) {
    return !from.equals(to)
        && (Conversions.scalar(from, to).isEmpty() || Conversions.isSelective(from, to));
  }

  private static BigDecimal number(Column source, int slot) {
    String text = CanonicalText.of(source, slot);
    if (Character.isLetter(text.charAt(text.length() - 1))) {
      throw new IllegalArgumentException("Not a finite number");
    }
    return new BigDecimal(text);
  }
}
