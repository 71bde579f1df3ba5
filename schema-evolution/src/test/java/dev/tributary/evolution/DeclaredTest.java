// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import static dev.tributary.evolution.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.batch.Batch;
import dev.tributary.config.Secret;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Contract.Rule;
import dev.tributary.evolution.Gate.Passed;
import dev.tributary.evolution.Gate.Refusal;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.schema.Type.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeclaredTest {

  private static final DeclaredColumn AMOUNT = DeclaredColumn.of("amount").as(Type.decimal(8, 2));
  private static final Batch AMOUNTS =
      Rows.of(
          Schema.of(Field.optional("amount", Type.STRING)),
          row("amount", "12.50"),
          row("amount", "much"),
          row());

  @Test
  void textBecomesTheDeclaredScalar() {
    assertThat(read(Type.LONG, "-42")).isEqualTo(-42L);
    assertThat(read(Type.INT, "1e3")).isEqualTo(1000);
    assertThat(read(Type.decimal(5, 2), "1.5")).isEqualTo(new BigDecimal("1.50"));
    assertThat(read(Type.DOUBLE, "0.1")).isEqualTo(0.1);
    assertThat(read(Type.BOOLEAN, "true")).isEqualTo(true);
    assertThat(read(Type.DATE, "2026-11-21")).isEqualTo(LocalDate.of(2026, 11, 21));
    assertThat(read(Type.timestampZoned(Unit.MICROS), "2026-11-21T10:00:00+01:00"))
        .isEqualTo(Instant.parse("2026-11-21T09:00:00Z"));
    assertThat(read(Type.UUID, "00000000-0000-0001-0000-000000000002")).isEqualTo(new UUID(1, 2));
  }

  @Test
  void textThatIsNotExactlyAValueIsNotOne() {
    List<Map.Entry<Type, String>> misfits =
        List.of(
            Map.entry(Type.LONG, "9223372036854775808"),
            Map.entry(Type.LONG, "1.5"),
            Map.entry(Type.LONG, " 1"),
            Map.entry(Type.LONG, "1e999999999"),
            Map.entry(Type.LONG, "٣"),
            Map.entry(Type.decimal(5, 2), "1.005"),
            Map.entry(Type.decimal(5, 2), "1000"),
            Map.entry(Type.decimal(5, 2), "1e-9999"),
            Map.entry(Type.DOUBLE, "1e999"),
            Map.entry(Type.DOUBLE, "0x1p3"),
            Map.entry(Type.BOOLEAN, "TRUE"),
            Map.entry(Type.DATE, "2026-02-30"),
            Map.entry(Type.timestamp(Unit.MICROS), "2026-01-01T00:00:00.0000001"),
            Map.entry(Type.UUID, "1-1-1-1-1"),
            Map.entry(Type.BINARY, "not base 64!"));

    assertThat(misfits).allSatisfy(each -> assertMisfit(each.getKey(), each.getValue()));
  }

  @Test
  void aDoubleBecomesTheDecimalOfItsShortestText() {
    Batch batch =
        Rows.of(
            Schema.of(Field.optional("amount", Type.DOUBLE)),
            row("amount", 0.1),
            row("amount", 0.125),
            row("amount", Double.NaN));

    assertThat(refusals(Rule.DISCARD_ROW, batch, AMOUNT))
        .extracting(Refusal::row)
        .containsExactly(1, 2);
    assertThat(apply(Rule.DISCARD_VALUE, batch, AMOUNT).row(0).get("amount"))
        .isEqualTo(new BigDecimal("0.10"));
  }

  @Test
  void whatIsNotAsDeclaredGoesBeside() {
    Batch batch = apply(Rule.EVOLVE, AMOUNTS, AMOUNT);

    assertThat(batch.toMaps())
        .containsExactly(
            row("amount", new BigDecimal("12.50"), "amount__text", null),
            row("amount", null, "amount__text", "much"),
            row("amount", null, "amount__text", null));
  }

  @Test
  void nothingGoesBesideWhereAllIsAsDeclared() {
    Batch batch = Rows.of(AMOUNTS.schema(), row("amount", "1"));

    assertThat(apply(Rule.EVOLVE, batch, AMOUNT).schema())
        .isEqualTo(Schema.of(Field.optional("amount", Type.decimal(8, 2))));
  }

  @Test
  void theRuleForTypesSaysWhatElseBecomesOfIt() {
    assertThat(apply(Rule.DISCARD_VALUE, AMOUNTS, AMOUNT).row(1).get("amount")).isNull();
    assertThat(refusals(Rule.DISCARD_ROW, AMOUNTS, AMOUNT))
        .extracting(Refusal::row, Refusal::code)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(1, ErrorCode.VALUE_REFUSED));
    assertThatThrownBy(() -> apply(Rule.FREEZE, AMOUNTS, AMOUNT))
        .isInstanceOfSatisfying(
            TributaryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.VALUE_REFUSED))
        .hasMessageContaining("'amount'")
        .hasMessageNotContaining("much");
  }

  @Test
  void aRowWithoutARequiredValueIsRefused() {
    assertThat(refusals(Rule.EVOLVE, AMOUNTS, AMOUNT.required()))
        .extracting(Refusal::row)
        .containsExactly(1, 2);
    assertThat(refusals(Rule.EVOLVE, AMOUNTS, DeclaredColumn.of("gone").required())).hasSize(3);
  }

  @Test
  void aDefaultStandsWhereThereIsNoValue() {
    Batch batch =
        apply(
            Rule.DISCARD_VALUE,
            AMOUNTS,
            AMOUNT.orElse("0"),
            DeclaredColumn.of("currency").as(Type.STRING).orElse("EUR").required());

    assertThat(batch.row(2).get("amount")).isEqualTo(new BigDecimal("0.00"));
    assertThat(batch.row(0).get("currency")).isEqualTo("EUR");
  }

  @Test
  void namesExclusionsHashesAndMasksReachIntoStructsInLists() {
    Type item =
        Type.struct(
            Field.optional("sku", Type.STRING),
            Field.optional("card", Type.STRING),
            Field.optional("mail", Type.STRING),
            Field.optional("note", Type.STRING));
    Batch batch =
        Rows.of(
            Schema.of(Field.optional("items", Type.list(item))),
            row(
                "items",
                Arrays.asList(
                    row("sku", "1", "card", "4111111111111111", "mail", "a@b.c", "note", "x"),
                    null)));

    Batch declared =
        apply(
            Rule.EVOLVE,
            batch,
            DeclaredColumn.of("items", "sku").as(Type.LONG).named("article"),
            DeclaredColumn.of("items", "card").masked(4),
            DeclaredColumn.of("items", "mail").hashed(Secret.of("pepper")),
            DeclaredColumn.of("items", "note").excluded());

    assertThat(declared.row(0).get("items"))
        .isEqualTo(
            Arrays.asList(
                row(
                    "article", 1L,
                    "card", "***1111",
                    "mail", "0430ccee28a2ef77a5405f545d9fdcd5f34a6a949517df97fd8722289ffa1f33"),
                null));
  }

  @Test
  void whatNobodyMayReadIsHiddenWhereItIsBuriedInText() {
    Batch batch =
        Rows.of(
            Schema.of(Field.optional("customer", Type.JSON)),
            row("customer", "{\"mail\":\"a@b.c\"}"));

    assertThat(apply(Rule.EVOLVE, batch, DeclaredColumn.of("customer", "mail").excluded()).toMaps())
        .containsExactly(Map.of("customer", "***"));
  }

  @Test
  void anExcludedFieldStaysOutAlsoWhenItsParentBecomesText() {
    Type customer =
        Type.struct(Field.optional("id", Type.LONG), Field.optional("mail", Type.STRING));
    Batch batch =
        Rows.of(
            Schema.of(Field.optional("customer", customer)),
            row("customer", row("id", 1L, "mail", "a@b.c")));
    DeclaredColumn mail = DeclaredColumn.of("customer", "mail").excluded();

    assertThat(
            apply(Rule.EVOLVE, batch, mail, DeclaredColumn.of("customer").as(Type.JSON)).toMaps())
        .containsExactly(Map.of("customer", "{\"id\":1}"));
    assertThat(
            apply(Rule.EVOLVE, batch, mail, DeclaredColumn.of("customer").as(Type.LONG)).toMaps())
        .containsExactly(row("customer", null, "customer__struct", Map.of("id", 1L)));
  }

  @Test
  void aMapIsHiddenWhereAKeyOfItIsNotForEverybody() {
    Batch batch =
        Rows.of(
            Schema.of(Field.optional("pay", Type.map(Type.STRING, Type.LONG))),
            row("pay", Map.of("salary", 7L)));

    assertThat(apply(Rule.EVOLVE, batch, DeclaredColumn.of("pay", "salary").excluded()).toMaps())
        .containsExactly(Map.of("pay", "***"));
  }

  @Test
  void aFieldBesideIsAMatterOfTypesNotOfColumns() {
    Schema table = Schema.of(Field.optional("amount", Type.decimal(8, 2)));
    Contract contract = new Contract(Rule.EVOLVE, Rule.FREEZE, Rule.EVOLVE);

    Batch batch = apply(Rule.EVOLVE, AMOUNTS, AMOUNT);

    assertThat(new Gate("t", table, contract, Sinks.PLAIN).pass(batch).batch()).isSameAs(batch);
    assertThat(Evolution.plan(table, batch.schema(), Sinks.PLAIN, contract).changes()).hasSize(1);
  }

  @Test
  void aRowAsItCameIsShownWithoutSecretsButOtherwiseAsItCame() {
    Declaration declaration =
        Declaration.of(
            List.of(AMOUNT.named("total"), DeclaredColumn.of("card").masked(2).named("payment")));
    Batch batch =
        Rows.of(
            AMOUNTS.schema().with(Field.optional("card", Type.STRING)),
            row("amount", "much", "card", "4111"));

    assertThat(Declared.withoutSecrets(declaration, Sinks.PLAIN).apply(batch).batch().toMaps())
        .containsExactly(Map.of("amount", "much", "card", "***11"));
  }

  @Test
  void aListWithAValueThatDoesNotFitGoesBesideAsAWhole() {
    Batch batch =
        Rows.of(
            Schema.of(Field.optional("tags", Type.list(Type.STRING))),
            row("tags", List.of("1", "x")),
            row("tags", List.of("2")));

    assertThat(
            apply(Rule.EVOLVE, batch, DeclaredColumn.of("tags").as(Type.list(Type.LONG))).toMaps())
        .containsExactly(
            row("tags", null, "tags__list", List.of("1", "x")),
            row("tags", List.of(2L), "tags__list", null));
  }

  @Test
  void aBatchThatIsAsDeclaredPassesAsItIs() {
    Batch batch = Rows.of(Schema.of(Field.optional("amount", Type.decimal(8, 2))), row());

    assertThat(apply(Rule.EVOLVE, batch, AMOUNT)).isSameAs(batch);
  }

  @Test
  void twoFieldsNeverGetOneName() {
    Batch batch = Rows.of(AMOUNTS.schema().with(Field.optional("total", Type.LONG)), row());

    assertThatThrownBy(() -> apply(Rule.EVOLVE, batch, AMOUNT.named("total")))
        .hasMessageContaining("'total'")
        .hasMessageContaining("'amount'");
  }

  private static Object read(Type type, String text) {
    Batch batch = Rows.of(Schema.of(Field.optional("v", Type.STRING)), row("v", text));
    return apply(Rule.FREEZE, batch, DeclaredColumn.of("v").as(type)).row(0).get("v");
  }

  private static void assertMisfit(Type type, String text) {
    assertThatThrownBy(() -> read(type, text))
        .isInstanceOfSatisfying(
            TributaryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.VALUE_REFUSED));
  }

  private static Batch apply(Rule types, Batch batch, DeclaredColumn... columns) {
    Passed passed = passed(types, batch, columns);
    assertThat(passed.refusals()).isEmpty();
    return passed.batch();
  }

  private static List<Refusal> refusals(Rule types, Batch batch, DeclaredColumn... columns) {
    return passed(types, batch, columns).refusals();
  }

  private static Passed passed(Rule types, Batch batch, DeclaredColumn... columns) {
    Contract contract = new Contract(Rule.EVOLVE, Rule.EVOLVE, types);
    return new Declared(Declaration.of(List.of(columns)), contract, Sinks.PLAIN).apply(batch);
  }
}
