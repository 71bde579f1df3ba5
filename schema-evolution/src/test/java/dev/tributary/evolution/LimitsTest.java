// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Nesting.Mode;
import dev.tributary.evolution.Nesting.OnLimit;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LimitsTest {

  private static final Nesting TABLES = Nesting.of(Mode.TABLES);

  @Test
  void idsUsedAsKeysAreNamedWhenTheyMakeTooManyColumns() {
    Schema schema = Schema.of(Field.optional("user", object(3, Type.INT)), byId(20, Type.INT));

    for (Mode mode : List.of(Mode.KEEP, Mode.TABLES)) {
      Nesting nesting = Nesting.of(mode).withLimits(20, 5, OnLimit.REFUSE);

      assertThatThrownBy(() -> nesting.check(schema, Map.of(), Sinks.PLAIN))
          .isInstanceOfSatisfying(
              TributaryException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.SCHEMA_REFUSED);
                assertThat(e.nextStep()).contains("'by_id'");
              })
          .hasMessageContaining("23")
          .hasMessageContaining("'by_id' has 20");
    }
  }

  @Test
  void aLoadAddsOnlySoManyColumnsToATableThatIsThere() {
    Schema known = Schema.of(Field.optional("id", Type.LONG));
    Schema joined = known.with(Field.optional("a", Type.LONG), Field.optional("b", Type.LONG));

    for (Mode mode : List.of(Mode.KEEP, Mode.TABLES)) {
      Nesting nesting = Nesting.of(mode).withLimits(10, 1, 5, OnLimit.REFUSE);

      assertThatThrownBy(() -> nesting.check(joined, Map.of(Shape.ROOT, known), Sinks.PLAIN))
          .isInstanceOf(TributaryException.class)
          .hasMessageContaining("New columns");
      assertThat(nesting.check(joined, Map.of(), Sinks.PLAIN)).isEqualTo(nesting);
    }
  }

  @Test
  void idsUsedAsKeysAreJsonWhereTheLimitSaysSo() {
    Schema schema =
        Schema.of(Field.optional("user", object(3, Type.INT)), byId(20, object(2, Type.INT)));

    for (Mode mode : List.of(Mode.KEEP, Mode.TABLES)) {
      Nesting nesting = Nesting.of(mode).withLimits(20, 5, OnLimit.JSON);

      assertThat(nesting.check(schema, Map.of(), Sinks.PLAIN))
          .isEqualTo(nesting.withJson(Set.of(FieldPath.of("by_id"))));
    }
  }

  @Test
  void idsUsedAsKeysOfListsMakeTooManyTables() {
    Schema schema = Schema.of(byId(20, Type.list(Type.INT)));

    assertThatThrownBy(
            () -> TABLES.withLimits(9, 9, OnLimit.REFUSE).check(schema, Map.of(), Sinks.PLAIN))
        .hasMessageContaining("Child tables would be 20, and 9 are allowed")
        .hasMessageContaining("'by_id' has 20");
    assertThat(TABLES.withLimits(9, 9, OnLimit.JSON).check(schema, Map.of(), Sinks.PLAIN).json())
        .containsExactly(FieldPath.of("by_id"));
  }

  @Test
  void whereTheRecordItselfHasTooManyListsSomeBecomeJson() {
    Schema schema = Schema.of(fields(3, Type.list(Type.INT)));

    assertThat(TABLES.withLimits(9, 2, OnLimit.JSON).check(schema, Map.of(), Sinks.PLAIN).json())
        .containsExactly(FieldPath.of("k0"));
  }

  @Test
  void aRecordThatIsTooWideByItselfIsRefusedEvenWhereJsonIsAllowed() {
    Schema schema = Schema.of(fields(10, Type.INT));

    for (Mode mode : Mode.values()) {
      assertThatThrownBy(
              () ->
                  Nesting.of(mode)
                      .withLimits(9, 9, OnLimit.JSON)
                      .check(schema, Map.of(), Sinks.PLAIN))
          .isInstanceOf(TributaryException.class)
          .hasMessageContaining("the record itself has 10");
    }
  }

  @Test
  void whatTablesHaveAlreadyCountsButNeverRefuses() {
    Schema known = Schema.of(fields(10, Type.INT));
    Nesting nesting = TABLES.withLimits(10, 0, OnLimit.REFUSE);

    assertThat(
            nesting.withLimits(3, 0, OnLimit.REFUSE).check(known, Map.of("", known), Sinks.PLAIN))
        .isNotNull();
    assertThatThrownBy(
            () ->
                nesting.check(
                    Schema.of(Field.optional("new", Type.INT)), Map.of("", known), Sinks.PLAIN))
        .hasMessageContaining("11");
  }

  @Test
  void aTableWhoseNameWasCutIsKnownAgain() {
    Field list = Field.optional("n".repeat(200), Type.list(Type.INT));
    Map<String, Schema> known =
        TABLES.shape(List.of(), Map.of(), Sinks.PLAIN, "s").tables(Schema.of(list));
    Nesting nesting = TABLES.withLimits(9, 0, OnLimit.REFUSE);

    assertThat(nesting.check(Schema.of(list), known, Sinks.PLAIN)).isSameAs(nesting);
  }

  @Test
  void withinTheLimitsNothingChanges() {
    assertThat(TABLES.check(Schema.of(byId(20, Type.list(Type.INT))), Map.of(), Sinks.PLAIN))
        .isSameAs(TABLES);
  }

  private static Field byId(int count, Type type) {
    return Field.optional("by_id", object(count, type));
  }

  private static Type object(int count, Type type) {
    return new Type.Struct(fields(count, type));
  }

  private static List<Field> fields(int count, Type type) {
    return IntStream.range(0, count).mapToObj(i -> Field.optional("k" + i, type)).toList();
  }
}
