// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.evolution.Nesting;
import dev.tributary.evolution.Nesting.Mode;
import dev.tributary.load.Chain;
import dev.tributary.load.LoadId;
import dev.tributary.load.Position;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.state.MemoryStateStore;
import dev.tributary.state.StateStore;
import dev.tributary.tck.FaultySink;
import dev.tributary.tck.FaultyStateStore;
import dev.tributary.tck.memory.MemorySource;
import dev.tributary.tck.memory.MemoryStream;
import dev.tributary.tck.memory.MemoryWarehouse;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * In a run that loads, each call to the sink and the state store fails in turn, or does its work
 * and loses its answer, and the listener throws at each event. Whatever happened, the runs after it
 * lead to the rows, the position and the leftovers of a pipeline that nothing ever happened to.
 */
class EveryStepFailsTest {

  private static final Schema ORDER =
      Schema.of(
          Field.required("id", Type.LONG),
          Field.optional("note", Type.STRING),
          Field.optional("copy", Type.list(Type.struct(Field.optional("id", Type.LONG)))));

  @ParameterizedTest
  @CsvSource({
    "APPEND, 1, BOTH",
    "APPEND, 2, BOTH",
    "APPEND, 2, STATE_LOST",
    "REPLACE, 1, BOTH",
    "REPLACE, 2, BOTH",
    "REPLACE, 2, STATE_LOST"
  })
  void rowsArriveOnceWhicheverCallFails(Disposition disposition, int tables, String kept) {
    boolean stateLost = kept.equals("STATE_LOST");
    for (boolean first : List.of(true, false)) {
      for (Fault fault : faults(new World(disposition, tables), first)) {
        if (stateLost && !fault.name().matches("(COMMIT|REPLACE|FORGET) .*")) {
          continue;
        }
        World world = new World(disposition, tables);
        world.runInto(fault, first);
        if (stateLost) {
          world.state = new MemoryStateStore();
        }
        world.requireWhole((first ? "first load, " : "second load, ") + fault.name());
      }
    }
  }

  private record Fault(String name, Consumer<Faulty> into) {}

  /** What can be made to fail, and how often each was asked. */
  private static final class Faulty {

    private final FaultySink sink;
    private final FaultyStateStore state;
    private final AtomicInteger events = new AtomicInteger();
    private int throwAt = -1;

    Faulty(FaultySink sink, FaultyStateStore state) {
      this.sink = sink;
      this.state = state;
    }

    RunListener listener() {
      return new RunListener() {
        @Override
        public void on(RunEvent event) {
          if (events.incrementAndGet() == throwAt) {
            throw new IllegalStateException("The listener threw at " + event.step());
          }
        }
      };
    }
  }

  private static List<Fault> faults(World calm, boolean first) {
    Faulty counts = calm.runInto(new Fault("none", faulty -> {}), first);
    List<Fault> faults = new ArrayList<>();
    Map<FaultySink.Call, Integer> ofSink = new EnumMap<>(FaultySink.Call.class);
    counts.sink.calls().forEach(call -> ofSink.merge(call, 1, Integer::sum));
    ofSink.forEach(
        (call, times) -> {
          for (int i = 1; i <= times; i++) {
            int nth = i;
            faults.add(new Fault(call + " " + nth + " fails", f -> f.sink.fail(call, nth)));
            faults.add(new Fault(call + " " + nth + " lost", f -> f.sink.loseAnswer(call, nth)));
          }
        });
    Map<FaultyStateStore.Call, Integer> ofState = new EnumMap<>(FaultyStateStore.Call.class);
    counts.state.calls().forEach(call -> ofState.merge(call, 1, Integer::sum));
    ofState.forEach(
        (call, times) -> {
          for (int i = 1; i <= times; i++) {
            int nth = i;
            faults.add(new Fault(call + " " + nth + " fails", f -> f.state.fail(call, nth)));
            faults.add(new Fault(call + " " + nth + " lost", f -> f.state.loseAnswer(call, nth)));
          }
        });
    for (int i = 1; i <= counts.events.get(); i++) {
      int nth = i;
      faults.add(new Fault("listener throws at event " + nth, f -> f.throwAt = nth));
    }
    return faults;
  }

  /** A stream of several splits, read in several loads, into a warehouse of its own. */
  private static final class World {

    private final Disposition disposition;
    private final int tables;
    private final MemoryStream orders =
        MemorySource.stream("orders", ORDER).key("id").splits(2).batchRows(2);
    private final MemoryWarehouse warehouse = new MemoryWarehouse();
    private StateStore state = new MemoryStateStore();

    World(Disposition disposition, int tables) {
      this.disposition = disposition;
      this.tables = tables;
      add(1, 6);
    }

    /** The fault is met by the first load, or by the one that follows it. */
    Faulty runInto(Fault fault, boolean first) {
      if (!first) {
        run();
        add(7, 12);
      }
      Faulty faulty = new Faulty(new FaultySink(warehouse.sink()), new FaultyStateStore(state));
      fault.into().accept(faulty);
      try (Pipeline pipeline =
          builder().sink(faulty.sink).state(faulty.state).listener(faulty.listener()).build()) {
        pipeline.run();
      } catch (RuntimeException e) {
        // A run that cannot even begin says so; what counts is the next one.
      }
      assertThat(orders.held()).as(fault.name()).isZero();
      return faulty;
    }

    void requireWhole(String what) {
      run();
      require(what);
      assertThat(orders.committed()).as(what).endsWith(position());
      add(orders.size() + 1, orders.size() + 3);
      run();
      require(what);
      Chain chain = new Chain("shop", "orders");
      LoadId head = state.read("shop").stream("orders").complete();
      assertThat(warehouse.sink().kept(new TableName("orders"), chain))
          .as(what)
          .containsExactly(head);
      assertThat(state.read("shop").stream("orders").prepared()).as(what).isEqualTo(LoadId.NONE);
    }

    private Position position() {
      return state.read("shop").stream("orders").position();
    }

    private void require(String what) {
      List<Object> all = new ArrayList<>(LongStream.rangeClosed(1, orders.size()).boxed().toList());
      assertThat(ids("orders")).as(what).containsExactlyInAnyOrderElementsOf(all);
      if (tables == 2) {
        assertThat(ids("orders__copy")).as(what).containsExactlyInAnyOrderElementsOf(all);
      }
    }

    private void run() {
      try (Pipeline pipeline = builder().sink(warehouse.sink()).state(state).build()) {
        pipeline.run().orThrow();
      }
    }

    private PipelineBuilder builder() {
      StreamSpec spec =
          StreamSpec.of("orders").withDisposition(disposition).withNesting(Nesting.of(Mode.TABLES));
      return Pipeline.named("shop")
          .source(MemorySource.of(orders))
          .parallelism(1)
          .commitEvery(4)
          .stream(disposition == Disposition.REPLACE ? spec : spec.withCursor("id"));
    }

    private void add(long from, long to) {
      LongStream.rangeClosed(from, to)
          .forEach(
              id -> orders.row(id, "note " + id, tables == 2 ? List.of(Map.of("id", id)) : null));
    }

    private List<Object> ids(String table) {
      return warehouse.rows(table).stream().map(row -> (Object) row.get("id")).toList();
    }
  }
}
