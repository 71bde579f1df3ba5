// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Contract.Rule;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaChange.AddField;
import dev.tributary.schema.SchemaChange.RelaxField;
import dev.tributary.schema.SchemaChange.WidenField;
import dev.tributary.schema.Type;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvolutionTest {

  private static final Type ADDRESS = Type.struct(Field.optional("zip", Type.INT));

  @Test
  void aColumnWidensWhenAnAmountNeedsMoreDigits() {
    assertThat(evolve("amount", Type.decimal(10, 2), Type.decimal(18, 2)).changes())
        .containsExactly(
            new WidenField(FieldPath.of("amount"), Type.decimal(10, 2), Type.decimal(18, 2)));
  }

  @Test
  void aNarrowerValueGoesIntoTheWiderColumn() {
    Evolved evolved = evolve("n", Type.LONG, Type.INT);

    assertThat(evolved.changes()).isEmpty();
    assertThat(evolved.beside()).isEmpty();
  }

  @Test
  void aNewFieldOfATableIsOptional() {
    Evolved evolved =
        Evolution.plan(
            Schema.of(Field.required("id", Type.LONG)),
            Schema.of(Field.required("id", Type.LONG), Field.required("name", Type.STRING)),
            Sinks.PLAIN);

    assertThat(evolved.changes()).containsExactly(new AddField(FieldPath.of("name"), Type.STRING));
    assertThat(evolved.schema())
        .isEqualTo(Schema.of(Field.required("id", Type.LONG), Field.optional("name", Type.STRING)));
  }

  @Test
  void aRequiredColumnThatStaysAwayMayBeNull() {
    Evolved evolved =
        Evolution.plan(
            Schema.of(Field.required("a", Type.INT), Field.required("b", Type.INT)),
            Schema.of(Field.optional("a", Type.INT)),
            Sinks.PLAIN);

    assertThat(evolved.changes())
        .containsExactly(new RelaxField(FieldPath.of("a")), new RelaxField(FieldPath.of("b")));
  }

  @Test
  void textGoesBesideAnAmountThatCannotHoldIt() {
    Evolved evolved = evolve("amount", Type.decimal(10, 2), Type.STRING);

    assertThat(evolved.changes())
        .containsExactly(new AddField(FieldPath.of("amount__text"), Type.STRING));
    assertThat(evolved.beside()).containsExactly(entry("amount", "amount__text"));
  }

  @Test
  void numbersBesideTextTakeTheWidestOfTheirKind() {
    Schema table = Schema.of(Field.optional("n", Type.BOOLEAN));
    Evolved ints = Evolution.plan(table, Schema.of(Field.optional("n", Type.INT)), Sinks.STIFF);
    Evolved longs =
        Evolution.plan(ints.schema(), Schema.of(Field.optional("n", Type.LONG)), Sinks.STIFF);

    assertThat(ints.schema().field("n__long")).contains(Field.optional("n__long", Type.LONG));
    assertThat(longs.changes()).isEmpty();
  }

  @Test
  void whatTheColumnBesideCannotHoldEitherBecomesText() {
    Schema table =
        Schema.of(Field.optional("n", Type.INT), Field.optional("n__decimal", Type.decimal(5, 2)));
    Evolved evolved =
        Evolution.plan(table, Schema.of(Field.optional("n", Type.decimal(8, 5))), Sinks.PLAIN);

    assertThat(evolved.changes())
        .containsExactly(new AddField(FieldPath.of("n__text"), Type.STRING));
  }

  @Test
  void aColumnBesideNeverTakesTheNameOfAnotherField() {
    Evolved evolved =
        Evolution.plan(
            Schema.of(Field.optional("n", Type.INT)),
            Schema.of(Field.optional("n", Type.STRING), Field.optional("n__text", Type.INT)),
            Sinks.PLAIN);

    assertThat(evolved.schema())
        .isEqualTo(
            Schema.of(
                Field.optional("n", Type.INT),
                Field.optional("n__text", Type.INT),
                Field.optional("n__text_2", Type.STRING)));
  }

  @Test
  void aMisfitInsideAStructStaysInTheStruct() {
    Evolved evolved = evolve("address", ADDRESS, Type.struct(Field.optional("zip", Type.STRING)));

    assertThat(evolved.changes())
        .containsExactly(new AddField(FieldPath.of("address", "zip__text"), Type.STRING));
    assertThat(evolved.beside())
        .containsExactly(Map.entry(FieldPath.of("address", "zip"), "zip__text"));
  }

  @Test
  void structsInListsGrowInPlace() {
    Evolved evolved =
        evolve(
            "items",
            Type.list(ADDRESS),
            Type.list(Type.struct(Field.optional("city", Type.STRING))));

    assertThat(evolved.changes())
        .containsExactly(
            new AddField(FieldPath.of("items", FieldPath.ELEMENT, "city"), Type.STRING));
  }

  @Test
  void aListMovesWhenItsElementsDoNotFit() {
    Evolved evolved = evolve("tags", Type.list(Type.INT), Type.list(Type.STRING));

    assertThat(evolved.changes())
        .containsExactly(new AddField(FieldPath.of("tags__list"), Type.list(Type.STRING)));
  }

  @Test
  void aTypeThatTheSinkLacksIsReplacedFirst() {
    Evolved evolved =
        Evolution.plan(
            Schema.empty(),
            Schema.of(Field.required("id", Type.UUID)),
            Sinks.storing(type -> !type.equals(Type.UUID)));

    assertThat(evolved.schema()).isEqualTo(Schema.of(Field.required("id", Type.STRING)));
  }

  @Test
  void numbersBesideStayAsTheyAreWhereTheSinkStoresNoWider() {
    Set<Type> stored = Set.of(Type.BOOLEAN, Type.INT);
    Evolved evolved =
        Evolution.plan(
            Schema.of(Field.optional("n", Type.BOOLEAN)),
            Schema.of(Field.optional("n", Type.INT)),
            Sinks.storing(stored::contains));

    assertThat(evolved.changes()).containsExactly(new AddField(FieldPath.of("n__long"), Type.INT));
  }

  @Test
  void aMisfitThatNoStorableTypeTakesIsRefusedByName() {
    Set<Type> stored = Set.of(Type.BOOLEAN, Type.DATE);
    Schema table =
        Schema.of(Field.optional("n", Type.BOOLEAN), Field.optional("n__date", Type.BOOLEAN));

    assertThatThrownBy(
            () ->
                Evolution.plan(
                    table,
                    Schema.of(Field.optional("n", Type.DATE)),
                    Sinks.storing(stored::contains)))
        .isInstanceOfSatisfying(
            TributaryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SCHEMA_REFUSED))
        .hasMessageContaining("'n'");
  }

  @Test
  void aNameBesideFitsTheSinksLimit() {
    String name = "a".repeat(64);

    assertThat(evolve(name, Type.INT, Type.STRING).schema().fields().get(1).name())
        .hasSize(64)
        .startsWith("aaa");
  }

  @Test
  void frozenColumnsRefuseANewFieldByName() {
    Schema table = Schema.of(Field.optional("a", Type.INT));
    Schema incoming = table.with(Field.optional("b", Type.INT));

    assertRefused(table, incoming, new Contract(Rule.EVOLVE, Rule.FREEZE, Rule.EVOLVE), "+ b int");
    assertThat(
            Evolution.plan(
                    table,
                    incoming,
                    Sinks.PLAIN,
                    new Contract(Rule.EVOLVE, Rule.EVOLVE, Rule.FREEZE))
                .changes())
        .hasSize(1);
  }

  @Test
  void frozenTypesRefuseToWidenToRelaxAndToMoveBeside() {
    Contract types = new Contract(Rule.EVOLVE, Rule.EVOLVE, Rule.FREEZE);
    Schema table = Schema.of(Field.required("a", Type.INT));

    assertRefused(table, Schema.of(Field.required("a", Type.LONG)), types, "~ a int -> long");
    assertRefused(table, Schema.of(Field.optional("a", Type.INT)), types, "~ a may be null");
    assertRefused(table, Schema.of(Field.required("a", Type.STRING)), types, "+ a__text string");
  }

  @Test
  void frozenTablesRefuseToBeMade() {
    assertRefused(
        Schema.empty(), Schema.of(Field.optional("a", Type.INT)), Contract.FREEZE, "+ a int");
  }

  @Test
  void aFrozenTableTakesWhatFits() {
    Schema table = Schema.of(Field.optional("a", Type.LONG), Field.optional("b", Type.INT));

    assertThat(
            Evolution.plan(
                    table, Schema.of(Field.optional("a", Type.INT)), Sinks.PLAIN, Contract.FREEZE)
                .schema())
        .isEqualTo(table);
  }

  @Test
  void besideNeverAltersTheTypeOfAColumnThatIsThere() {
    Contract beside = new Contract(Rule.EVOLVE, Rule.EVOLVE, Rule.BESIDE);

    assertThat(
            Evolution.plan(
                    Schema.of(Field.required("n", Type.INT)),
                    Schema.of(Field.required("n", Type.LONG)),
                    Sinks.SUPPLE,
                    beside)
                .changes())
        .containsExactly(
            new AddField(FieldPath.of("n__long"), Type.LONG), new RelaxField(FieldPath.of("n")));
  }

  @Test
  void whatShouldHaveBeenDiscardedIsRefused() {
    Schema table = Schema.of(Field.optional("a", Type.INT));

    assertRefused(
        table,
        table.with(Field.optional("b", Type.INT)),
        new Contract(Rule.EVOLVE, Rule.DISCARD_VALUE, Rule.EVOLVE),
        "+ b int");
  }

  private static void assertRefused(
      Schema table, Schema incoming, Contract contract, String change) {
    assertThatThrownBy(() -> Evolution.plan(table, incoming, Sinks.PLAIN, contract))
        .isInstanceOfSatisfying(
            TributaryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SCHEMA_REFUSED))
        .hasMessageContaining(change);
  }

  private static Evolved evolve(String name, Type table, Type incoming) {
    return Evolution.plan(
        Schema.of(Field.optional(name, table)),
        Schema.of(Field.optional(name, incoming)),
        Sinks.PLAIN);
  }

  private static Map.Entry<FieldPath, String> entry(String from, String to) {
    return Map.entry(FieldPath.of(from), to);
  }
}
