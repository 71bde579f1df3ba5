// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.schema.Type.Unit;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

@Domain(Any.class)
class StorageTypesTest {

  @Test
  void whatTheSinkStoresStaysTheSameSchema() {
    Schema schema = Schema.of(Field.required("id", Type.UUID));

    assertThat(StorageTypes.forSink(schema, Sinks.PLAIN)).isSameAs(schema);
  }

  @Test
  void aTimeTakesAFinerUnitBeforeACoarserOne() {
    Set<Type> micros = Set.of(Type.time(Unit.MICROS), Type.STRING);

    assertThat(nearest(Type.time(Unit.MILLIS), micros)).isEqualTo(Type.time(Unit.MICROS));
    assertThat(nearest(Type.time(Unit.NANOS), micros)).isEqualTo(Type.time(Unit.MICROS));
  }

  @Test
  void aTimestampBecomesTextRatherThanLoseItsZone() {
    assertThat(
            nearest(
                Type.timestampZoned(Unit.MICROS), Set.of(Type.timestamp(Unit.MICROS), Type.STRING)))
        .isEqualTo(Type.STRING);
  }

  @Test
  void aNestedTypeKeepsItsFormOverStorableParts() {
    assertThat(
            StorageTypes.forSink(
                Schema.of(Field.optional("ids", Type.list(Type.UUID))),
                Sinks.storing(type -> !type.equals(Type.UUID))))
        .isEqualTo(Schema.of(Field.optional("ids", Type.list(Type.STRING))));
  }

  @Test
  void aNestedTypeThatIsNotStoredBecomesJson() {
    assertThat(nearest(Type.struct(), Set.of(Type.JSON, Type.STRING))).isEqualTo(Type.JSON);
    assertThat(nearest(Type.struct(), Set.of(Type.STRING))).isEqualTo(Type.STRING);
  }

  @Test
  void aFieldThatNothingHoldsIsRefusedByName() {
    assertThatThrownBy(() -> nearest(Type.UUID, Set.of(Type.INT)))
        .isInstanceOfSatisfying(
            TributaryException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.TYPE_UNSUPPORTED))
        .hasMessageContaining("v:uuid");
  }

  @Property(tries = 300)
  void everythingIsStoredWhereTextIs(@ForAll Schema schema) {
    Schema stored = StorageTypes.forSink(schema, Sinks.storing(type -> type.equals(Type.STRING)));

    assertThat(stored.fields()).allMatch(field -> field.type().equals(Type.STRING));
  }

  private static Type nearest(Type type, Set<Type> stored) {
    return StorageTypes.forSink(
            Schema.of(Field.optional("v", type)), Sinks.storing(stored::contains))
        .fields()
        .get(0)
        .type();
  }
}
