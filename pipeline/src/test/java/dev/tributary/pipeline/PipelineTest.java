// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Nesting;
import dev.tributary.load.LoadId;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.pipeline.StreamSpec.OnMissingTable;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaChange;
import dev.tributary.schema.Type;
import dev.tributary.source.Round.Cut;
import dev.tributary.state.MemoryStateStore;
import dev.tributary.state.StateStore;
import dev.tributary.tck.FaultySink;
import dev.tributary.tck.FaultySink.Call;
import dev.tributary.tck.memory.MemorySource;
import dev.tributary.tck.memory.MemoryStream;
import dev.tributary.tck.memory.MemoryWarehouse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PipelineTest {

  private static final Schema ORDER =
      Schema.of(Field.required("id", Type.LONG), Field.optional("note", Type.STRING));

  private final MemoryStream orders = MemorySource.stream("orders", ORDER).key("id");
  private final MemoryWarehouse warehouse = new MemoryWarehouse();
  private final StateStore state = new MemoryStateStore();

  @Test
  void everyRowArrivesOnceHoweverOftenThePipelineRuns() {
    orders.row(1L, "a").row(2L, "b");
    run(spec());
    RunReport idle = run(spec());
    orders.row(3L, "c");
    RunReport third = run(spec());

    assertThat(ids("orders")).containsExactlyInAnyOrder(1L, 2L, 3L);
    assertThat(idle.streams().get(0).loads()).isEmpty();
    assertThat(third.rows()).isEqualTo(1);
  }

  @Test
  void rowsSayWhichLoadBroughtThem() {
    orders.row(1L, "a");

    LoadId load = run(spec()).streams().get(0).loads().get(0);

    assertThat(warehouse.rows("orders").get(0))
        .containsEntry("_load_id", load.value())
        .containsEntry("_loaded_at", load.time());
  }

  @Test
  void replaceLeavesOnlyWhatTheSourceHasNow() {
    StreamSpec replace = spec().withDisposition(Disposition.REPLACE);
    orders.row(1L, "a").row(2L, "b");
    run(replace);
    run(replace);

    assertThat(ids("orders")).containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void aReplaceWithoutRowsEmptiesTheTable() {
    orders.row(1L, "a");
    run(spec());
    MemoryStream empty = MemorySource.stream("orders", ORDER);

    RunReport report = pipeline(spec().withDisposition(Disposition.REPLACE), empty).run().orThrow();

    assertThat(ids("orders")).isEmpty();
    assertThat(report.streams().get(0).loads()).hasSize(1);
  }

  @Test
  void commitEveryCutsARoundIntoSeveralLoads() {
    orders.batchRows(10).cut(Cut.BATCH);
    for (long id = 0; id < 100; id++) {
      orders.row(id, "x");
    }

    RunReport report =
        builder(spec(), orders).parallelism(1).commitEvery(25).build().run().orThrow();

    assertThat(report.streams().get(0).loads()).hasSize(4).isSorted();
    assertThat(ids("orders")).hasSize(100).doesNotHaveDuplicates();
  }

  @Test
  void aStreamThatFailsDoesNotLoseTheOthersWork() {
    MemoryStream broken = MemorySource.stream("broken", ORDER).row(1L, "a").failAt(0, 99);
    orders.row(1L, "a");

    RunReport report =
        builder(StreamSpec.of("broken").withCursor("id"), orders, broken).stream(spec())
            .build()
            .run();

    assertThat(report.streams().get(0).failure()).isPresent();
    assertThat(report.streams().get(1).failure()).isEmpty();
    assertThat(report.worst()).isEqualTo(report.streams().get(0).failure());
    assertThat(ids("orders")).containsExactly(1L);
    assertThat(ids("broken")).isEmpty();
  }

  @Test
  void aLostStateStoreIsMadeWholeFromTheTable() {
    orders.row(1L, "a");
    run(spec());
    orders.row(2L, "b");
    StateStore fresh = new MemoryStateStore();

    builder(spec(), orders).state(fresh).build().run().orThrow();

    assertThat(ids("orders")).containsExactlyInAnyOrder(1L, 2L);
    assertThat(fresh.read("shop")).isNotNull();
  }

  @Test
  void aCommitWhoseAnswerWasLostIsNotMadeTwice() {
    orders.row(1L, "a");
    FaultySink faulty = new FaultySink(warehouse.sink()).loseAnswer(Call.COMMIT, 1);
    RunReport unknown = builder(spec(), orders).sink(faulty).build().run();

    RunReport next = run(spec());

    assertThat(unknown.worst().orElseThrow().code()).isEqualTo(ErrorCode.COMMIT_OUTCOME_UNKNOWN);
    assertThat(next.rows()).isZero();
    assertThat(ids("orders")).containsExactly(1L);
  }

  @Test
  void aTableDroppedByHandIsNeverReloadedInSilence() {
    orders.row(1L, "a");
    run(spec());
    warehouse.drop("orders");

    RunReport refused = pipeline(spec(), orders).run();
    RunReport reloaded = run(spec().withOnMissingTable(OnMissingTable.RELOAD));

    assertThat(refused.worst().orElseThrow().code()).isEqualTo(ErrorCode.TABLE_MISSING);
    assertThat(reloaded.rows()).isEqualTo(1);
    assertThat(ids("orders")).containsExactly(1L);
  }

  @Test
  void typesThatDisagreeWithinALoadAreJoinedBeforeTheyBecomeVisible() {
    MemoryStream drifting =
        MemorySource.stream("orders", Schema.of(Field.optional("v", Type.INT)))
            .unannounced()
            .row(1)
            .schema(Schema.of(Field.optional("v", Type.STRING), Field.optional("w", Type.LONG)))
            .row("two", 2L);

    pipeline(spec().withCursor("v"), drifting).run().orThrow();

    assertThat(warehouse.rows("orders"))
        .extracting(row -> row.get("v"))
        .containsExactlyInAnyOrder("1", "two");
    assertThat(warehouse.rows("orders")).extracting(row -> row.get("w")).contains(2L);
  }

  @Test
  void twoRunsAtOnceLoadEveryRowOnce() throws InterruptedException {
    orders.row(1L, "a").holdAt(0);
    AtomicReference<RunReport> first = new AtomicReference<>();
    Thread slow = new Thread(() -> first.set(pipeline(spec(), orders).run()));
    slow.start();
    assertThat(orders.awaitHeld(Duration.ofSeconds(20))).isTrue();
    MemoryStream quick = MemorySource.stream("orders", ORDER).key("id").row(1L, "a");
    pipeline(spec(), quick).run().orThrow();

    orders.release();
    slow.join();

    assertThat(first.get().worst().orElseThrow().code()).isEqualTo(ErrorCode.LOAD_SUPERSEDED);
    assertThat(ids("orders")).containsExactly(1L);
  }

  @Test
  void cancellingLeavesNothingVisibleAndNothingStaged() throws InterruptedException {
    orders.row(1L, "a").holdAt(0);
    AtomicReference<RunReport> report = new AtomicReference<>();
    Thread runner = new Thread(() -> report.set(pipeline(spec(), orders).run()));
    runner.start();
    assertThat(orders.awaitHeld(Duration.ofSeconds(20))).isTrue();

    runner.interrupt();
    runner.join();

    assertThat(report.get().worst().orElseThrow().code()).isEqualTo(ErrorCode.CANCELLED);
    assertThat(ids("orders")).isEmpty();
    assertThat(warehouse.stagedFiles()).isZero();
  }

  @Test
  void thePositionCanBeResetAndRolledBackByHand() {
    orders.row(1L, "a");
    LoadId first = run(spec()).streams().get(0).loads().get(0);
    orders.row(2L, "b");
    run(spec());
    try (Pipeline pipeline = pipeline(spec(), orders)) {
      pipeline.rollBack("orders", first);
    }

    RunReport again = run(spec());

    assertThat(again.rows()).isEqualTo(1);
    assertThatThrownBy(
            () ->
                pipeline(spec(), orders)
                    .rollBack("orders", new LoadId("20200101T000000000Z-000001-abcd")))
        .isInstanceOf(TributaryException.class);
  }

  @Test
  void aPlanTiesChildRowsByTheKeyThatTheSourceNames() {
    StreamSpec tables = spec().withNesting(Nesting.of(Nesting.Mode.TABLES));
    orders.row(1L, "a");

    List<SchemaChange> planned =
        pipeline(tables, orders).plan().get(0).changes().get(new TableName("orders"));

    assertThat(run(tables).streams().get(0).changes().get(new TableName("orders")))
        .containsAll(planned);
  }

  @Test
  void aPlanSaysWhatARunWouldDoAndChangesNothing() {
    orders.row(1L, "a");

    StreamPlan plan = pipeline(spec(), orders).plan().get(0);

    assertThat(plan.exists()).isFalse();
    assertThat(plan.splits()).isEqualTo(1);
    assertThat(warehouse.tables()).isEmpty();
  }

  @Test
  void everyMissingPartAndSettingIsReported() {
    assertThatThrownBy(() -> Pipeline.named("shop").sink(warehouse.sink()).build())
        .isInstanceOfSatisfying(
            TributaryException.class,
            error -> assertThat(error.code()).isEqualTo(ErrorCode.SETTING_INVALID))
        .hasMessageContaining("source");
  }

  private StreamSpec spec() {
    return StreamSpec.of("orders").withCursor("id");
  }

  private RunReport run(StreamSpec spec) {
    return pipeline(spec, orders).run().orThrow();
  }

  private Pipeline pipeline(StreamSpec spec, MemoryStream... streams) {
    return builder(spec, streams).build();
  }

  private PipelineBuilder builder(StreamSpec spec, MemoryStream... streams) {
    return Pipeline.named("shop")
        .source(MemorySource.of(streams))
        .sink(warehouse.sink())
        .state(state)
        .stream(spec);
  }

  private List<Object> ids(String table) {
    return warehouse.rows(table).stream().map((Map<String, Object> row) -> row.get("id")).toList();
  }
}
