// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Nesting;
import dev.tributary.load.Chain;
import dev.tributary.load.Position;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.pipeline.check.Check;
import dev.tributary.pipeline.check.CheckOutcome;
import dev.tributary.pipeline.check.CheckOutcome.Result;
import dev.tributary.pipeline.check.Comparison;
import dev.tributary.pipeline.check.Condition;
import dev.tributary.pipeline.check.Severity;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.state.MemoryStateStore;
import dev.tributary.state.StateStore;
import dev.tributary.tck.memory.MemorySource;
import dev.tributary.tck.memory.MemoryStream;
import dev.tributary.tck.memory.MemoryWarehouse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What checks do to loads: who sees what, and what comes after. */
class CheckedStreamTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Schema ORDER =
      Schema.of(
          Field.required("id", Type.LONG),
          Field.optional("amount", Type.LONG),
          Field.optional("at", Type.timestampZoned(Type.Unit.MICROS)),
          Field.optional("items", Type.list(Type.struct(Field.optional("sku", Type.STRING)))));

  private final MemoryWarehouse warehouse = new MemoryWarehouse();
  private final List<CheckOutcome> heard = new ArrayList<>();
  private MemoryStream orders = MemorySource.stream("orders", ORDER).key("id");
  private StateStore state = new MemoryStateStore();
  private StreamSpec spec = StreamSpec.of("orders").withCursor("id");

  @Test
  void rowsThatFailACheckAreNotPublishedAndThePositionStays() {
    order(1, 10);
    Position reached = run(Check.notNull("amount")).orThrow().streams().get(0).position();
    order(2, 20).row(3L, null, null, null);

    StreamReport report = run(Check.notNull("amount")).streams().get(0);

    assertThat(report.failure().orElseThrow().code()).isEqualTo(ErrorCode.CHECK_FAILED);
    assertThat(report.loads()).isEmpty();
    assertThat(ids("orders")).containsExactly(1L);
    assertThat(report.position()).isEqualTo(reached).isNotEqualTo(Position.START);
    assertThat(state.read("shop").stream("orders").position()).isEqualTo(reached);
    assertThat(kept()).as("what was staged is gone").isEqualTo(1);
  }

  @Test
  void afterRowsWereMendedEachOfThemComesOnce() {
    order(1, 10).row(2L, null, null, null);
    run(Check.notNull("amount"));
    assertThat(ids("orders")).isEmpty();

    orders = MemorySource.stream("orders", ORDER).key("id");
    order(1, 10);
    order(2, 20);
    run(Check.notNull("amount")).orThrow();
    run(Check.notNull("amount")).orThrow();

    assertThat(ids("orders")).containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void theReportShowsWhichRowsFailed() {
    order(1, 10);
    order(2, -5);

    CheckOutcome outcome = only(run(Check.that(Condition.atLeast("amount", "0"))));

    assertThat(outcome.check()).isEqualTo("range amount");
    assertThat(outcome.result()).isEqualTo(Result.FAILED);
    assertThat(outcome.rows()).isEqualTo(2);
    assertThat(outcome.failed()).isEqualTo(1);
    assertThat(outcome.samples()).containsExactly(Map.of("id", 2L, "amount", -5L));
    assertThat(heard).containsExactly(outcome);
  }

  @Test
  void theErrorNamesTheCheckAndNoValueOfARow() {
    order(7, -12345);

    TributaryException failure =
        run(Check.that(Condition.atLeast("amount", "0"))).worst().orElseThrow();

    assertThat(failure).hasMessageContaining("range amount").hasMessageContaining("1 of 1");
    assertThat(failure.getMessage()).doesNotContain("12345");
  }

  @Test
  void aCheckThatWarnsLetsTheLoadGoOn() {
    order(1, -5);

    RunReport report =
        run(Check.that(Condition.atLeast("amount", "0")).withSeverity(Severity.WARN)).orThrow();

    assertThat(only(report).result()).isEqualTo(Result.WARNED);
    assertThat(ids("orders")).containsExactly(1L);
  }

  @Test
  void allChecksAreAnsweredAlsoAfterOneFailed() {
    order(1, -5);
    order(1, 5);

    RunReport report =
        run(Check.that(Condition.atLeast("amount", "0")), Check.unique("id"), Check.notNull("id"));

    assertThat(report.streams().get(0).checks())
        .extracting(CheckOutcome::result)
        .containsExactly(Result.FAILED, Result.FAILED, Result.PASSED);
  }

  @Test
  void aReplacedTableStaysAsItWasWhenTheNewRowsFail() {
    spec = StreamSpec.of("orders").withDisposition(Disposition.REPLACE);
    order(1, 10);
    run(Check.rows(1, 10)).orThrow();
    orders = MemorySource.stream("orders", ORDER);

    TributaryException failure = run(Check.rows(1, 10)).worst().orElseThrow();

    assertThat(failure.code()).isEqualTo(ErrorCode.CHECK_FAILED);
    assertThat(ids("orders")).containsExactly(1L);
  }

  @Test
  void aRunThatFindsNothingNewMakesNoLoadAndChecksNothing() {
    order(1, 10);
    run(Check.rows(1, 10)).orThrow();

    assertThat(run(Check.rows(1, 10)).orThrow().streams().get(0).checks()).isEmpty();
  }

  @Test
  void aLoadIsComparedWithTheOneBeforeAlsoWhenTheStateIsLost() {
    spec = StreamSpec.of("orders").withDisposition(Disposition.REPLACE);
    for (int id = 1; id <= 10; id++) {
      order(id, 10);
    }
    RunReport first = run(Check.rowsAgainstLast(0.5, 2)).orThrow();
    assertThat(only(first).result()).isEqualTo(Result.UNDECIDED);
    state = new MemoryStateStore();
    orders = MemorySource.stream("orders", ORDER);
    order(1, 10);

    CheckOutcome outcome = only(run(Check.rowsAgainstLast(0.5, 2)));

    assertThat(outcome.result()).isEqualTo(Result.FAILED);
    assertThat(outcome.detail()).contains("1 rows", "0.5 times the 10");
  }

  @Test
  void rowsMustBeFreshWhenTheLoadBegins() {
    orders.row(1L, 10L, NOON.minus(Duration.ofHours(30)), null);

    CheckOutcome outcome = only(run(Check.fresh("at", Duration.ofHours(24))));

    assertThat(outcome.result()).isEqualTo(Result.FAILED);
    assertThat(outcome.detail()).contains("2026-11-20T06:00:00Z", "30H before the load");
  }

  @Test
  void theLatestTimeMustNotGoBackFromOneLoadToTheNext() {
    Check check = Check.notOlderThanLast("at");
    orders.row(1L, 10L, NOON.minusSeconds(60), null);
    assertThat(only(run(check).orThrow()).result()).isEqualTo(Result.UNDECIDED);
    orders.row(2L, 10L, NOON.minusSeconds(30), null);
    assertThat(only(run(check).orThrow()).result()).isEqualTo(Result.PASSED);
    orders.row(3L, 10L, NOON.minusSeconds(45), null);

    assertThat(only(run(check)).result()).isEqualTo(Result.FAILED);
    assertThat(ids("orders")).containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void aColumnThatIsNotThereIsRefusedBeforeAnythingIsRead() {
    order(1, 10);
    orders.failAt(0, 1);

    TributaryException failure = run(Check.notNull("amuont")).worst().orElseThrow();

    assertThat(failure.code()).isEqualTo(ErrorCode.SETTING_INVALID);
    assertThat(failure).hasMessageContaining("did you mean 'amount'");
  }

  @Test
  void aColumnThatIsNotThereIsRefusedOnceAllIsReadWhereNobodyKnewTheSchema() {
    orders.unannounced();
    order(1, 10);

    TributaryException failure = run(Check.notNull("amuont")).worst().orElseThrow();

    assertThat(failure.code()).isEqualTo(ErrorCode.SETTING_INVALID);
    assertThat(ids("orders")).isEmpty();
  }

  @Test
  void aValueThatIsNotOfItsColumnsTypeIsRefused() {
    order(1, 10);

    TributaryException failure =
        run(Check.that(Condition.value("at", Comparison.LESS, "yesterday"))).worst().orElseThrow();

    assertThat(failure.code()).isEqualTo(ErrorCode.SETTING_INVALID);
    assertThat(failure).hasMessageContaining("'yesterday' is not a value of type timestamptz");
  }

  @Test
  void childTablesAreCheckedToo() {
    spec = spec.withNesting(Nesting.of(Nesting.Mode.TABLES));
    orders.row(1L, 10L, null, List.of(Map.of("sku", "a"), Map.of()));

    CheckOutcome outcome = only(run(Check.notNull("sku").inTable("items")));

    assertThat(outcome.table()).isEqualTo(new TableName("orders__items"));
    assertThat(outcome.failed()).isEqualTo(1);
    assertThat(ids("orders")).isEmpty();
  }

  @Test
  void aChildTableThatNobodyHasSeenIsNotWrong() {
    spec = spec.withNesting(Nesting.of(Nesting.Mode.TABLES));
    orders.unannounced();
    order(1, 10);

    CheckOutcome outcome = only(run(Check.notNull("sku").inTable("items")).orThrow());

    assertThat(outcome.result()).isEqualTo(Result.UNDECIDED);
  }

  @Test
  void aCheckOfAChildTableNeedsChildTables() {
    assertThatThrownBy(() -> run(Check.notNull("sku").inTable("items")))
        .hasMessageContaining("streams.orders.checks")
        .hasMessageContaining("'items'");
  }

  @Test
  void rowsMayReferToRowsOfTheirOwnLoadAndToThoseThatAreThere() {
    order(1, 1);
    run(references()).orThrow();
    order(2, 1);
    order(3, 2);
    run(references()).orThrow();
    order(4, 5);

    CheckOutcome outcome = only(run(references()));

    assertThat(outcome.samples()).containsExactly(Map.of("id", 4L, "amount", 5L));
    assertThat(ids("orders")).containsExactlyInAnyOrder(1L, 2L, 3L);
  }

  @Test
  void aReplacedTableIsNotReferredToAsItWas() {
    spec = StreamSpec.of("orders").withDisposition(Disposition.REPLACE);
    order(1, 1);
    run(references()).orThrow();
    orders = MemorySource.stream("orders", ORDER);
    order(2, 1);

    assertThat(only(run(references())).failed()).isEqualTo(1);
  }

  @Test
  void aRowThatOnlyDeletesAnotherIsNotChecked() {
    orders =
        MemorySource.stream(
                "orders",
                Schema.of(
                    Field.required("id", Type.LONG),
                    Field.optional("amount", Type.LONG),
                    Field.optional("gone", Type.BOOLEAN)))
            .key("id");
    spec =
        StreamSpec.of("orders")
            .withDisposition(Disposition.MERGE)
            .withMerging(Merging.UPSERT.withDeleteFlag("gone"));
    orders.row(1L, 10L, false).row(2L, null, true).row(3L, null, null);

    CheckOutcome outcome = only(run(Check.notNull("amount")));

    assertThat(outcome.samples()).hasSize(1);
    assertThat(outcome.samples().get(0)).containsEntry("id", 3L);
  }

  @Test
  void aCheckOfSomebodyElsesIsFoundByItsType() {
    order(1, 10);
    order(2, 11);

    CheckOutcome outcome = only(run(Check.of("even", Map.of("column", "amount"))));

    assertThat(outcome.samples()).containsExactly(Map.of("id", 2L, "amount", 11L));
  }

  @Test
  void whatIsWrongWithItsSettingsIsSaidBeforeAnythingIsMade() {
    assertThatThrownBy(() -> run(Check.of("even", Map.of("colum", "amount"))))
        .hasMessageContaining("streams.orders.checks.even.column is missing")
        .hasMessageContaining("did you mean 'column'?");
  }

  @Test
  void everyLoadOfARunIsCheckedAndTheReportAddsThemUp() {
    for (int id = 1; id <= 4; id++) {
      order(id, id == 4 ? -1 : id);
    }
    orders.batchRows(1);

    try (Pipeline pipeline =
        builder(Check.that(Condition.atLeast("amount", "0"))).commitEvery(2).build()) {
      StreamReport report = pipeline.run().streams().get(0);

      assertThat(report.loads()).hasSize(1);
      assertThat(report.checks().get(0).rows()).isEqualTo(4);
      assertThat(report.checks().get(0).failed()).isEqualTo(1);
      assertThat(heard).hasSize(2);
    }
    assertThat(ids("orders")).containsExactlyInAnyOrder(1L, 2L);
  }

  private static Check references() {
    return Check.references(List.of("amount"), "orders", List.of("id"));
  }

  private MemoryStream order(long id, long amount) {
    return orders.row(id, amount, null, null);
  }

  private RunReport run(Check... checks) {
    heard.clear();
    try (Pipeline pipeline = builder(checks).build()) {
      return pipeline.run();
    }
  }

  private PipelineBuilder builder(Check... checks) {
    return Pipeline.named("shop")
        .source(MemorySource.of(orders))
        .sink(warehouse.sink())
        .state(state)
        .parallelism(1)
        .clock(Clock.fixed(NOON, ZoneOffset.UTC))
        .listener(
            new RunListener() {
              @Override
              public void checked(Chain chain, CheckOutcome outcome) {
                heard.add(outcome);
              }
            })
        .stream(spec.withChecks(List.of(checks)));
  }

  private static CheckOutcome only(RunReport report) {
    List<CheckOutcome> checks = report.streams().get(0).checks();
    assertThat(checks).as(report.toString()).hasSize(1);
    return checks.get(0);
  }

  private List<Object> ids(String table) {
    return warehouse.rows(table).stream().map(row -> (Object) row.get("id")).toList();
  }

  private int kept() {
    return warehouse.sink().kept(new TableName("orders"), new Chain("shop", "orders")).size();
  }
}
