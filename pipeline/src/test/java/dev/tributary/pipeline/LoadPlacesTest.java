// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.error.ErrorCode;
import dev.tributary.evolution.Nesting;
import dev.tributary.evolution.Nesting.Mode;
import dev.tributary.load.Chain;
import dev.tributary.load.LoadId;
import dev.tributary.load.Position;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.pipeline.StreamSpec.OnMissingTable;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.source.Round.Cut;
import dev.tributary.state.Leases;
import dev.tributary.state.MemoryStateStore;
import dev.tributary.state.StateStore;
import dev.tributary.tck.FaultySink;
import dev.tributary.tck.FaultySink.Call;
import dev.tributary.tck.memory.MemorySource;
import dev.tributary.tck.memory.MemoryStream;
import dev.tributary.tck.memory.MemoryWarehouse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Where loads are cut, what they may meet between two steps, and what stays behind. */
class LoadPlacesTest {

  private static final Schema ORDER = Schema.of(Field.required("id", Type.LONG));
  private static final TableName ANCHOR = new TableName("orders");
  private static final Chain CHAIN = new Chain("shop", "orders");

  private final MemoryStream orders = MemorySource.stream("orders", ORDER);
  private final MemoryWarehouse warehouse = new MemoryWarehouse();
  private final StateStore state = new MemoryStateStore();

  @Test
  void aRoundThatIsCutAtSplitsMakesLoadsOfWholeSplits() {
    add(1, 40);
    orders.batchRows(3).splits(4).cut(Cut.SPLIT);

    StreamReport report = one(builder().parallelism(1).commitEvery(15));

    assertThat(report.loads()).hasSize(2);
    assertThat(ids()).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void aRoundThatMustNotBeCutIsOneLoad() {
    add(1, 40);
    orders.batchRows(3).splits(4).cut(Cut.NONE);

    assertThat(one(builder().parallelism(2).commitEvery(1)).loads()).hasSize(1);
    assertThat(ids()).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void eachRoundOfAnAppendIsALoadAndAllRoundsOfAReplaceAreOne() {
    add(1, 25);
    orders.roundRows(10);

    StreamReport appended = one(builder());
    StreamReport replaced =
        one(builder(StreamSpec.of("orders").withDisposition(Disposition.REPLACE)));

    assertThat(appended.loads()).hasSize(3);
    assertThat(replaced.loads()).hasSize(1);
    assertThat(ids()).hasSize(25).doesNotHaveDuplicates();
  }

  @Test
  void aPlanRefusesWhatARunRefuses() {
    add(1, 1);
    one(builder());
    warehouse.drop("orders");

    StreamPlan refused = builder().build().plan().get(0);
    StreamPlan reload =
        builder(spec().withOnMissingTable(OnMissingTable.RELOAD)).build().plan().get(0);

    assertThat(refused.failure().orElseThrow().code()).isEqualTo(ErrorCode.TABLE_MISSING);
    assertThat(reload.from()).isEqualTo(Position.START);
    assertThat(reload.splits()).isEqualTo(1);
  }

  @Test
  void aChildThatARacingRunTookFurtherIsNoChangedTable() {
    StreamSpec nested = spec().withKey("id").withNesting(Nesting.of(Mode.TABLES));
    orders.schema(ORDER.with(Field.optional("copy", Type.list(Type.LONG))));
    orders.row(1L, List.of(1L));
    one(builder(nested));
    orders.row(2L, List.of(2L));
    FaultySink raced =
        new FaultySink(warehouse.sink()).before(Call.SAVE, 1, () -> one(builder(nested)));

    RunReport report = builder(nested).sink(raced).build().run();

    assertThat(report.worst().orElseThrow().code()).isEqualTo(ErrorCode.LOAD_SUPERSEDED);
    assertThat(ids()).containsExactlyInAnyOrder(1L, 2L);
    assertThat(warehouse.rows("orders__copy")).hasSize(2);
  }

  @Test
  void nothingIsSweptWhenTheManifestOfTheHeadIsGone() {
    add(1, 1);
    LoadId first = one(builder()).loads().get(0);
    add(2, 2);
    FaultySink faulty = new FaultySink(warehouse.sink()).fail(Call.FORGET, 1);
    LoadId second = builder().sink(faulty).build().run().streams().get(0).loads().get(0);
    warehouse.sink().forget(ANCHOR, CHAIN, second);

    one(builder());

    assertThat(warehouse.sink().kept(ANCHOR, CHAIN)).containsExactly(first);
  }

  @Test
  void streamsThatWereNotBegunAreCancelledToo() throws InterruptedException {
    add(1, 1);
    orders.holdAt(0);
    MemoryStream second = MemorySource.stream("second", ORDER).row(1L);
    Set<String> begun = ConcurrentHashMap.newKeySet();
    RunListener listener =
        new RunListener() {
          @Override
          public void on(RunEvent event) {
            begun.add(event.chain().stream());
          }
        };
    Pipeline pipeline =
        builder().source(MemorySource.of(orders, second)).listener(listener).parallelism(1).stream(
                StreamSpec.of("second"))
            .build();
    AtomicReference<RunReport> report = new AtomicReference<>();
    Thread runner = new Thread(() -> report.set(pipeline.run()));
    runner.start();
    assertThat(orders.awaitHeld(Duration.ofSeconds(20))).isTrue();

    runner.interrupt();
    runner.join();

    assertThat(report.get().streams())
        .extracting(stream -> stream.failure().orElseThrow().code())
        .containsOnly(ErrorCode.CANCELLED);
    assertThat(begun).containsExactly("orders");
  }

  @Test
  void aSecondRunIsToldOfTheFirstAndGoesOn() {
    add(1, 1);
    new Leases(state, Clock.systemUTC(), Duration.ofMinutes(1)).take("shop", "somebody");
    List<String> notices = new ArrayList<>();
    RunListener listener =
        new RunListener() {
          @Override
          public void notice(Chain chain, String message) {
            notices.add(message);
          }
        };

    StreamReport report = one(builder().listener(listener));

    assertThat(notices).anyMatch(notice -> notice.contains("somebody"));
    assertThat(report.rows()).isEqualTo(1);
    assertThat(state.read("shop").lease().orElseThrow().holder()).isEqualTo("somebody");
  }

  @Test
  void aPositionThatIsSetBeforeTheCommitStopsTheLoad() {
    add(1, 1);
    one(builder());
    add(2, 2);
    FaultySink sink =
        new FaultySink(warehouse.sink())
            .before(Call.SAVE, 1, () -> builder().build().reset("orders"));

    RunReport report = builder().sink(sink).build().run();

    assertThat(report.worst().orElseThrow().code()).isEqualTo(ErrorCode.LOAD_SUPERSEDED);
    assertThat(one(builder()).rows()).isEqualTo(2);
  }

  @Test
  void aSourceThatWasNotToldIsToldByTheNextRun() {
    add(1, 1);
    RunListener dies =
        new RunListener() {
          @Override
          public void on(RunEvent event) {
            if (event.step() == Step.ACKNOWLEDGE) {
              throw new IllegalStateException("dies");
            }
          }
        };
    builder().listener(dies).build().run();
    assertThat(orders.committed()).isEmpty();

    one(builder());

    assertThat(orders.committed()).containsExactly(state.read("shop").stream("orders").position());
  }

  private void add(long from, long to) {
    LongStream.rangeClosed(from, to).forEach(id -> orders.row(id));
  }

  private List<Object> ids() {
    return warehouse.rows("orders").stream().map(row -> (Object) row.get("id")).toList();
  }

  private static StreamReport one(PipelineBuilder builder) {
    return builder.build().run().orThrow().streams().get(0);
  }

  private static StreamSpec spec() {
    return StreamSpec.of("orders").withCursor("id");
  }

  private PipelineBuilder builder() {
    return builder(spec());
  }

  private PipelineBuilder builder(StreamSpec spec) {
    return Pipeline.named("shop")
        .source(MemorySource.of(orders))
        .sink(warehouse.sink())
        .state(state)
        .stream(spec);
  }
}
