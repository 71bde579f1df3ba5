// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import static dev.tributary.evolution.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.batch.Batch;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Contract.Rule;
import dev.tributary.evolution.Gate.Passed;
import dev.tributary.evolution.Gate.Refusal;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GateTest {

  private static final Schema TABLE = Schema.of(Field.optional("id", Type.LONG));
  private static final Schema WITH_NAME = TABLE.with(Field.optional("name", Type.STRING));
  private static final Batch NAMED =
      Rows.of(WITH_NAME, row("id", 1L), row("id", 2L, "name", "Ada"));

  @Test
  void whatMayGrowPassesAsItIs() {
    assertThat(gate(TABLE, Contract.EVOLVE).pass(NAMED).batch()).isSameAs(NAMED);
  }

  @Test
  void aBatchOfTheTablesTypesPassesAsItIs() {
    Batch batch = Rows.of(TABLE, row("id", 1L));

    assertThat(gate(TABLE, Contract.FREEZE).pass(batch).batch()).isSameAs(batch);
  }

  @Test
  void aFrozenTableRefusesANewFieldByNameAndType() {
    assertRefused(
        TABLE, columns(Rule.FREEZE), NAMED, ErrorCode.SCHEMA_REFUSED, "'name'", "+ name string");
  }

  @Test
  void aNewFieldWithoutValuesViolatesNothingAndLeaves() {
    Batch batch = Rows.of(WITH_NAME, row("id", 1L));

    assertThat(passed(TABLE, Contract.FREEZE, batch).schema()).isEqualTo(TABLE);
    assertThat(passed(TABLE, Contract.EVOLVE, batch).schema()).isEqualTo(WITH_NAME);
  }

  @Test
  void onlyTheRowsWithTheNewFieldAreDiscarded() {
    Passed passed = gate(TABLE, columns(Rule.DISCARD_ROW)).pass(NAMED);

    assertThat(passed.refusals())
        .extracting(Refusal::row, Refusal::code, Refusal::field)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, ErrorCode.SCHEMA_REFUSED, FieldPath.of("name")));
  }

  @Test
  void aFrozenTableThatRequiresAValueRefusesAnotherType() {
    Schema table =
        Schema.of(Field.required("a", Type.BOOLEAN), Field.optional("a__text", Type.struct()));
    Batch batch = Rows.of(Schema.of(Field.required("a", Type.STRING)), row("a", "x"));
    Contract frozen = new Contract(Rule.EVOLVE, Rule.EVOLVE, Rule.FREEZE);

    assertThatThrownBy(() -> gate(table, frozen).pass(batch))
        .isInstanceOf(TributaryException.class);
  }

  @Test
  void onlyTheNewValueIsDiscarded() {
    Batch batch = passed(TABLE, columns(Rule.DISCARD_VALUE), NAMED);

    assertThat(batch.schema()).isEqualTo(TABLE);
    assertThat(batch.toMaps()).containsExactly(Map.of("id", 1L), Map.of("id", 2L));
  }

  @Test
  void aFieldInStructsInAListIsDiscardedWhereItStands() {
    Type known = Type.list(Type.struct(Field.optional("sku", Type.STRING)));
    Type arriving =
        Type.list(
            Type.struct(Field.optional("note", Type.STRING), Field.optional("sku", Type.STRING)));
    Batch batch =
        Rows.of(
            Schema.of(Field.optional("items", arriving)),
            row("items", List.of(row("sku", "a"), row("sku", "b", "note", "secret"))),
            row("items", Arrays.asList(row("sku", "c"), null)));
    Schema table = Schema.of(Field.optional("items", known));

    assertThat(gate(table, columns(Rule.DISCARD_ROW)).pass(batch).refusals())
        .extracting(Refusal::row, refusal -> refusal.field().toString())
        .containsExactly(org.assertj.core.groups.Tuple.tuple(0, "items.element.note"));
    assertThat(passed(table, columns(Rule.DISCARD_VALUE), batch).toMaps())
        .containsExactly(
            Map.of("items", List.of(Map.of("sku", "a"), Map.of("sku", "b"))),
            Map.of("items", Arrays.asList(Map.of("sku", "c"), null)));
  }

  @Test
  void aStructThatLosesAllItsFieldsIsStillThere() {
    Schema table = Schema.of(Field.optional("a", Type.struct(Field.optional("zip", Type.INT))));
    Batch batch =
        Rows.of(
            Schema.of(Field.optional("a", Type.struct(Field.optional("city", Type.STRING)))),
            row("a", Map.of("city", "Ulm")),
            row());

    assertThat(passed(table, columns(Rule.DISCARD_VALUE), batch).toMaps())
        .containsExactly(row("a", row("zip", null)), row("a", null));
  }

  @Test
  void valuesOfAnotherTypeGoByTheRuleForTypes() {
    Batch batch = Rows.of(Schema.of(Field.optional("id", Type.STRING)), row("id", "x"), row());

    assertThat(passed(TABLE, types(Rule.EVOLVE), batch)).isSameAs(batch);
    assertThat(passed(TABLE, types(Rule.BESIDE), batch)).isSameAs(batch);
    assertRefused(TABLE, types(Rule.FREEZE), batch, ErrorCode.SCHEMA_REFUSED, "'id'", "string");
    assertThat(gate(TABLE, types(Rule.DISCARD_ROW)).pass(batch).refusals())
        .extracting(Refusal::row)
        .containsExactly(0);
    assertThat(passed(TABLE, types(Rule.DISCARD_VALUE), batch).schema()).isEqualTo(Schema.empty());
    assertThat(passed(TABLE, types(Rule.DISCARD_VALUE), batch).rows()).isEqualTo(2);
  }

  @Test
  void aNumberThatADoubleCannotHoldExactlyGoesByTheRuleForTypes() {
    Schema table = Schema.of(Field.optional("n", Type.DOUBLE));
    Batch batch =
        Rows.of(Schema.of(Field.optional("n", Type.LONG)), row("n", (1L << 53) + 1), row("n", 7L));

    assertThat(passed(table, types(Rule.EVOLVE), batch)).isSameAs(batch);
    assertRefused(table, types(Rule.FREEZE), batch, ErrorCode.VALUE_REFUSED, "'n'", "16 digits");
    assertThat(gate(table, types(Rule.DISCARD_ROW)).pass(batch).refusals())
        .singleElement()
        .satisfies(
            refusal -> {
              assertThat(refusal.row()).isZero();
              assertThat(refusal.code()).isEqualTo(ErrorCode.VALUE_REFUSED);
              assertThat(refusal.reason()).doesNotContain("9007199254740993");
            });
    assertThat(passed(table, types(Rule.DISCARD_VALUE), batch).toMaps())
        .containsExactly(row("n", null), row("n", 7.0));
  }

  @Test
  void aNullWhereTheTableRequiresAValueGoesByTheRuleForTypes() {
    Schema table = Schema.of(Field.required("id", Type.LONG));
    Batch batch = Rows.of(TABLE, row("id", 1L), row());

    assertThat(passed(table, types(Rule.EVOLVE), batch)).isSameAs(batch);
    assertThat(passed(table, types(Rule.DISCARD_VALUE), batch).rows()).isEqualTo(2);
    assertRefused(table, types(Rule.FREEZE), batch, ErrorCode.VALUE_REFUSED, "'id'", "null");
    assertThat(gate(table, types(Rule.DISCARD_ROW)).pass(batch).refusals())
        .extracting(Refusal::row)
        .containsExactly(1);
  }

  @Test
  void rowsWithAllRequiredValuesFitAFrozenTableThoughTheirSchemaPromisesNone() {
    Schema table = Schema.of(Field.required("id", Type.LONG));

    assertThat(passed(table, Contract.FREEZE, Rows.of(TABLE, row("id", 1L))).schema())
        .isEqualTo(table);
  }

  @Test
  void aRequiredFieldThatDoesNotArriveViolatesEveryRow() {
    Schema table = TABLE.with(Field.required("name", Type.STRING));

    assertThat(
            gate(table, types(Rule.DISCARD_ROW))
                .pass(Rows.of(TABLE, row("id", 1L), row()))
                .refusals())
        .extracting(Refusal::row)
        .containsExactly(0, 1);
  }

  @Test
  void aTableThatIsNewTakesWhatItsFirstLoadBrings() {
    Contract contract = new Contract(Rule.EVOLVE, Rule.FREEZE, Rule.FREEZE);

    assertThat(passed(Schema.empty(), contract, NAMED)).isSameAs(NAMED);
  }

  @Test
  void aTableThatMayNotBeMadeGoesByTheRuleForTables() {
    assertRefused(Schema.empty(), Contract.FREEZE, NAMED, ErrorCode.SCHEMA_REFUSED, "'people'");
    assertThat(gate(Schema.empty(), tables(Rule.DISCARD_ROW)).pass(NAMED).refusals()).hasSize(2);
    assertThat(passed(Schema.empty(), tables(Rule.DISCARD_VALUE), NAMED).rows()).isZero();
  }

  @Test
  void whatOtherBatchesBroughtDoesNotMatter() {
    Gate gate = gate(TABLE, types(Rule.DISCARD_ROW));
    Batch text = Rows.of(Schema.of(Field.optional("id", Type.STRING)), row("id", "x"));

    assertThat(gate.pass(text).refusals()).hasSize(1);
    assertThat(gate.pass(NAMED).refusals()).isEmpty();
    assertThat(gate.pass(text).refusals()).hasSize(1);
  }

  @Test
  void ofADeclarationOnlyWhatTheContractLetsInIsAdmitted() {
    assertThat(gate(TABLE, columns(Rule.DISCARD_VALUE)).admitted(WITH_NAME)).isEqualTo(TABLE);
    assertThat(gate(TABLE, columns(Rule.FREEZE)).admitted(WITH_NAME)).isEqualTo(TABLE);
    assertThat(gate(TABLE, Contract.EVOLVE).admitted(WITH_NAME)).isEqualTo(WITH_NAME);
  }

  private static Gate gate(Schema table, Contract contract) {
    return new Gate("people", table, contract, Sinks.PLAIN);
  }

  private static Batch passed(Schema table, Contract contract, Batch batch) {
    Passed passed = gate(table, contract).pass(batch);
    assertThat(passed.refusals()).isEmpty();
    return passed.batch();
  }

  private static void assertRefused(
      Schema table, Contract contract, Batch batch, ErrorCode code, String... words) {
    assertThatThrownBy(() -> gate(table, contract).pass(batch))
        .isInstanceOfSatisfying(TributaryException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContainingAll(words);
  }

  private static Contract tables(Rule rule) {
    return new Contract(rule, Rule.EVOLVE, Rule.EVOLVE);
  }

  private static Contract columns(Rule rule) {
    return new Contract(Rule.EVOLVE, rule, Rule.EVOLVE);
  }

  private static Contract types(Rule rule) {
    return new Contract(Rule.EVOLVE, Rule.EVOLVE, rule);
  }
}
