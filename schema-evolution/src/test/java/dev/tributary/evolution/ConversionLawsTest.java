// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BatchBuilder;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.schema.Type.Unit;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

/** However rows were batched, they make the same table: the way to a type does not show. */
@Domain(Any.class)
@Domain(DomainContext.Global.class)
class ConversionLawsTest {

  @Property(tries = 500)
  void aConversionByWayOfATypeBetweenGivesTheSameValue(
      @ForAll Type from, @ForAll Type more, @ForAll Type evenMore, @ForAll Random random) {
    Type between = TypeJoin.join(from, more);
    Type last = TypeJoin.join(between, evenMore);
    assumeThat(quotesText(between, last)).isFalse();
    Batch batch = new RandomRows(random).batch(schema(from), 20);

    Batch indirect = convert(convert(batch, between), last);

    assertThat(indirect.toMaps()).isEqualTo(convert(batch, last).toMaps());
  }

  @Test
  void aWholeNumberIsOneTextInEveryTypeOfNumbers() {
    assertThat(text(Type.INT, 5)).isEqualTo("5");
    assertThat(text(Type.LONG, 5L)).isEqualTo("5");
    assertThat(text(Type.FLOAT, 5f)).isEqualTo("5");
    assertThat(text(Type.DOUBLE, 5.0)).isEqualTo("5");
    assertThat(text(Type.decimal(9, 2), new BigDecimal("5.00"))).isEqualTo("5");
    assertThat(text(Type.decimal(9, 0), new BigDecimal("500"))).isEqualTo("500");
  }

  @Test
  void aDoubleThatIsNoLongPrintsAsADouble() {
    assertThat(text(Type.DOUBLE, -0.0)).isEqualTo("-0.0");
    assertThat(text(Type.DOUBLE, 0.0)).isEqualTo("0");
    assertThat(text(Type.DOUBLE, 0x1p63)).isEqualTo("9.223372036854776E18");
    assertThat(text(Type.DOUBLE, -0x1p62)).isEqualTo("-4611686018427387904");
    assertThat(text(Type.DOUBLE, Double.POSITIVE_INFINITY)).isEqualTo("Infinity");
    assertThat(text(Type.DOUBLE, Double.NaN)).isEqualTo("NaN");
  }

  @Test
  void aFloatPrintsAsTheDoubleItIs() {
    assertThat(text(Type.FLOAT, 0.1f)).isEqualTo(text(Type.DOUBLE, (double) 0.1f));
  }

  @Test
  void aTimePrintsTheSameInEveryUnit() {
    LocalDateTime time = LocalDateTime.of(2026, 1, 2, 3, 4, 5, 60_000_000);

    for (Unit unit : Unit.values()) {
      assertThat(text(Type.timestamp(unit), time)).isEqualTo("2026-01-02T03:04:05.06");
    }
  }

  /** Text that becomes JSON is quoted, which what it was made of need not be. */
  private static boolean quotesText(Type between, Type last) {
    if (between instanceof Type.Struct a && last instanceof Type.Struct b) {
      return a.fields().stream()
          .anyMatch(
              field ->
                  b.fields().stream()
                      .anyMatch(
                          other ->
                              other.name().equals(field.name())
                                  && quotesText(field.type(), other.type())));
    }
    if (between instanceof Type.ListOf a && last instanceof Type.ListOf b) {
      return quotesText(a.element(), b.element());
    }
    if (between instanceof Type.MapOf a && last instanceof Type.MapOf b) {
      return quotesText(a.key(), b.key()) || quotesText(a.value(), b.value());
    }
    return last.equals(Type.JSON) && holdsText(between);
  }

  private static boolean holdsText(Type type) {
    if (type instanceof Type.Struct struct) {
      return struct.fields().stream().anyMatch(field -> holdsText(field.type()));
    }
    if (type instanceof Type.ListOf list) {
      return holdsText(list.element());
    }
    return type instanceof Type.MapOf map ? holdsText(map.value()) : type.equals(Type.STRING);
  }

  private static Object text(Type type, Object value) {
    BatchBuilder builder = new BatchBuilder(schema(type));
    builder.add(Map.of("v", value));
    return convert(builder.build(), Type.STRING).row(0).get("v");
  }

  private static Batch convert(Batch batch, Type to) {
    return Conform.between(batch.schema(), schema(to)).conform(batch);
  }

  private static Schema schema(Type type) {
    return Schema.of(Field.optional("v", type));
  }
}
