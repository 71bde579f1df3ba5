// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.schema.Type.Unit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

@Domain(Any.class)
class TypeJoinTest {

  @Property(tries = 300)
  void joinIsCommutative(@ForAll Type a, @ForAll Type b) {
    assertThat(Any.sorted(TypeJoin.join(a, b))).isEqualTo(Any.sorted(TypeJoin.join(b, a)));
  }

  @Property(tries = 300)
  void joinIsAssociative(@ForAll Type a, @ForAll Type b, @ForAll Type c) {
    assertThat(TypeJoin.join(TypeJoin.join(a, b), c))
        .isEqualTo(TypeJoin.join(a, TypeJoin.join(b, c)));
  }

  @Property(tries = 300)
  void joinIsIdempotent(@ForAll Type a, @ForAll Type b) {
    Type join = TypeJoin.join(a, b);

    assertThat(TypeJoin.join(a, a)).isEqualTo(a);
    assertThat(TypeJoin.join(join, a)).isEqualTo(join);
    assertThat(TypeJoin.join(join, b)).isEqualTo(join);
  }

  @Property(tries = 300)
  void schemasJoinInAnyOrderAndGrouping(@ForAll Schema a, @ForAll Schema b, @ForAll Schema c) {
    Schema left = SchemaJoin.join(SchemaJoin.join(a, b), c);

    assertThat(left).isEqualTo(SchemaJoin.join(a, SchemaJoin.join(b, c)));
    assertThat(Any.sorted(left)).isEqualTo(Any.sorted(SchemaJoin.join(c, SchemaJoin.join(b, a))));
    assertThat(SchemaJoin.join(a, a)).isEqualTo(a);
  }

  @Test
  void wholeNumbersMeetInTheLongerOne() {
    assertThat(TypeJoin.join(Type.INT, Type.LONG)).isEqualTo(Type.LONG);
  }

  @Test
  void wholeAndFloatingNumbersMeetInDouble() {
    assertThat(TypeJoin.join(Type.INT, Type.FLOAT)).isEqualTo(Type.DOUBLE);
    assertThat(TypeJoin.join(Type.LONG, Type.DOUBLE)).isEqualTo(Type.DOUBLE);
  }

  @Test
  void decimalsMeetWhereTheDigitsOfBothFit() {
    assertThat(TypeJoin.join(Type.decimal(10, 2), Type.decimal(8, 4)))
        .isEqualTo(Type.decimal(12, 4));
    assertThat(TypeJoin.join(Type.decimal(10, 2), Type.LONG)).isEqualTo(Type.decimal(21, 2));
  }

  @Test
  void decimalsThatNeedMoreThan38DigitsMeetInString() {
    assertThat(TypeJoin.join(Type.decimal(38, 0), Type.decimal(10, 2))).isEqualTo(Type.STRING);
  }

  @Test
  void exactAndInexactNumbersMeetInString() {
    assertThat(TypeJoin.join(Type.decimal(10, 2), Type.DOUBLE)).isEqualTo(Type.STRING);
  }

  @Test
  void timestampsMeetInTheFinerUnit() {
    assertThat(TypeJoin.join(Type.timestamp(Unit.MILLIS), Type.timestamp(Unit.MICROS)))
        .isEqualTo(Type.timestamp(Unit.MICROS));
  }

  @Test
  void aDateIsNotAMidnight() {
    assertThat(TypeJoin.join(Type.DATE, Type.timestamp(Unit.MILLIS))).isEqualTo(Type.STRING);
  }

  @Test
  void aZoneIsNeitherDroppedNorMadeUp() {
    assertThat(TypeJoin.join(Type.timestamp(Unit.MICROS), Type.timestampZoned(Unit.MICROS)))
        .isEqualTo(Type.STRING);
    assertThat(TypeJoin.join(Type.DATE, Type.timestampZoned(Unit.MICROS))).isEqualTo(Type.STRING);
  }

  @Test
  void aNestedTypeMeetsAScalarInJson() {
    assertThat(TypeJoin.join(Type.struct(), Type.INT)).isEqualTo(Type.JSON);
    assertThat(TypeJoin.join(Type.list(Type.INT), Type.struct())).isEqualTo(Type.JSON);
  }

  @Test
  void structsMeetByNameAndWhatIsMissingIsOptional() {
    assertThat(
            TypeJoin.join(
                Type.struct(Field.required("a", Type.INT), Field.required("b", Type.INT)),
                Type.struct(Field.required("b", Type.LONG), Field.required("c", Type.INT))))
        .isEqualTo(
            Type.struct(
                Field.optional("a", Type.INT),
                Field.required("b", Type.LONG),
                Field.optional("c", Type.INT)));
  }
}
