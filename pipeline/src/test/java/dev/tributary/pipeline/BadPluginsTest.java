// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Fields;
import dev.tributary.load.Position;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.source.Round;
import dev.tributary.source.Round.Cut;
import dev.tributary.source.Source;
import dev.tributary.source.Split;
import dev.tributary.source.SplitReader;
import dev.tributary.source.StreamInfo;
import dev.tributary.source.StreamRequest;
import dev.tributary.state.MemoryStateStore;
import dev.tributary.tck.FaultyStateStore;
import dev.tributary.tck.memory.MemorySource;
import dev.tributary.tck.memory.MemoryStream;
import dev.tributary.tck.memory.MemoryWarehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sources, stores, executors and listeners that do what their contracts forbid. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BadPluginsTest {

  private static final Schema ORDER = Schema.of(Field.required("id", Type.LONG));

  private final MemoryStream orders = MemorySource.stream("orders", ORDER).row(1L).row(2L);
  private final MemoryWarehouse warehouse = new MemoryWarehouse();

  @Test
  void aPositionTooLargeForAReceiptLeavesNothingStaged() {
    Source large =
        new Wrapped(orders) {
          @Override
          public Position join(StreamRequest stream, Position from, Map<Split, Position> reached) {
            return new Position(Fields.of("page", "x".repeat(5_000)));
          }
        };

    RunReport report = builder(large).build().run();

    assertThat(code(report)).isEqualTo(ErrorCode.CONTRACT_BROKEN);
    assertThat(warehouse.stagedFiles()).isZero();
  }

  @Test
  void aJoinThatFailsLeavesNothingStaged() {
    Source broken =
        new Wrapped(orders) {
          @Override
          public Position join(StreamRequest stream, Position from, Map<Split, Position> reached) {
            throw new IllegalStateException("no position");
          }
        };

    RunReport report = builder(broken).build().run();

    assertThat(code(report)).isEqualTo(ErrorCode.INTERNAL);
    assertThat(warehouse.stagedFiles()).isZero();
  }

  @Test
  void aSourceThatFailsToHearOfALoadDoesNotFailTheStream() {
    List<String> notices = new ArrayList<>();
    Source deaf =
        new Wrapped(orders) {
          @Override
          public void committed(StreamRequest stream, Position position) {
            throw new IllegalStateException("deaf");
          }
        };

    RunReport report = builder(deaf).listener(noticing(notices)).build().run();

    assertThat(report.succeeded()).isTrue();
    assertThat(notices).anyMatch(notice -> notice.contains("deaf"));
  }

  @Test
  void roundsWithoutSplitsCannotGoOnForEver() {
    Source endless =
        new Wrapped(orders) {
          @Override
          public Round plan(StreamRequest stream, Position from) {
            return new Round() {
              @Override
              public List<Split> splits() {
                return List.of();
              }

              @Override
              public boolean more() {
                return true;
              }
            };
          }
        };
    builder(MemorySource.of(orders)).build().run().orThrow();

    assertThat(code(builder(endless).build().run())).isEqualTo(ErrorCode.CONTRACT_BROKEN);
  }

  @Test
  void aStoreThatBreaksDownFailsTheStreamAndNotTheRun() {
    FaultyStateStore store = new FaultyStateStore(new MemoryStateStore());
    store.before(
        FaultyStateStore.Call.READ,
        2,
        () -> {
          throw new IllegalStateException("broken");
        });

    RunReport report = builder(MemorySource.of(orders)).state(store).build().run();

    assertThat(code(report)).isEqualTo(ErrorCode.INTERNAL);
  }

  @Test
  void aWriterThatCannotBeClosedDoesNotKeepOthersOpen() {
    List<String> closed = new ArrayList<>();

    assertThatThrownBy(
            () ->
                Closing.all(
                    List.<AutoCloseable>of(
                        () -> {
                          throw new IllegalStateException("first");
                        },
                        () -> closed.add("second"))))
        .hasMessage("first");
    assertThat(closed).containsExactly("second");
  }

  @Test
  void streamsWhoseTablesCollideAreRefusedBeforeAnythingIsLoaded() {
    MemoryStream one = MemorySource.stream("userOrders", ORDER).row(1L);
    MemoryStream other = MemorySource.stream("user_orders", ORDER).row(2L);
    Pipeline all =
        Pipeline.named("shop").source(MemorySource.of(one, other)).sink(warehouse.sink()).build();

    assertThatThrownBy(all::run)
        .isInstanceOfSatisfying(
            TributaryException.class,
            error -> assertThat(error.code()).isEqualTo(ErrorCode.SETTING_INVALID))
        .hasMessageContaining("user_orders");
    assertThat(warehouse.tables()).isEmpty();
  }

  @Test
  void streamsThatNameOneTableShareIt() {
    MemoryStream one = MemorySource.stream("north", ORDER).row(1L);
    MemoryStream other = MemorySource.stream("south", ORDER).row(2L);

    Pipeline.named("shop").source(MemorySource.of(one, other)).sink(warehouse.sink()).stream(
            StreamSpec.of("north").withTable("all"))
        .stream(StreamSpec.of("south").withTable("all"))
        .build()
        .run()
        .orThrow();

    assertThat(warehouse.rows("all")).extracting(row -> row.get("id")).contains(1L, 2L);
  }

  @Test
  void systemColumnsNeedTwoNames() {
    assertThatThrownBy(() -> new SystemColumns("_load", "_LOAD"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFieldNamedLikeASystemColumnIsRefused() {
    MemoryStream taken =
        MemorySource.stream("orders", Schema.of(Field.optional("_load_id", Type.LONG))).row(1L);

    Pipeline pipeline =
        Pipeline.named("shop").source(MemorySource.of(taken)).sink(warehouse.sink()).build();

    assertThat(code(pipeline.run())).isEqualTo(ErrorCode.SETTING_INVALID);
  }

  @Test
  void anExecutorRunsEachTaskOnce() {
    remote(BadPluginsTest::runHere).run().orThrow();

    assertThat(shared("executor").rows("orders")).hasSize(2);
  }

  @Test
  void resultsThatAreMissingOrDoubledAreRefused() {
    orders.splits(2).cut(Cut.NONE);
    RunReport missing = remote(tasks -> runHere(tasks).subList(0, 1)).run();
    RunReport doubled =
        remote(
                tasks -> {
                  String first = runHere(tasks).get(0);
                  return List.of(first, first);
                })
            .run();

    assertThat(code(missing)).isEqualTo(ErrorCode.CONTRACT_BROKEN);
    assertThat(code(doubled)).isEqualTo(ErrorCode.CONTRACT_BROKEN);
    assertThat(shared("executor").rows("orders")).isEmpty();
    assertThat(shared("executor").stagedFiles()).isZero();
  }

  @Test
  void anExecutorThatFailsFailsTheStream() {
    RunReport report =
        remote(
                tasks -> {
                  runHere(tasks);
                  throw new IllegalStateException("cluster is gone");
                })
            .run();

    assertThat(code(report)).isEqualTo(ErrorCode.INTERNAL);
    assertThat(shared("executor").stagedFiles()).isZero();
  }

  private final String world = "bad-plugins-" + System.identityHashCode(this);

  private MemoryWarehouse shared(String name) {
    return MemoryWarehouse.named(world + name);
  }

  private Pipeline remote(TaskExecutor executor) {
    MemorySource.publish(world, orders);
    return Pipeline.named("shop")
        .source("memory", Map.of("streams-of", world))
        .sink("memory", Map.of("warehouse", world + "executor"))
        .parallelism(2)
        .executor(executor)
        .stream(StreamSpec.of("orders").withCursor("id"))
        .build();
  }

  private static List<String> runHere(List<String> tasks) {
    ClassLoader plugins = BadPluginsTest.class.getClassLoader();
    return tasks.stream().map(task -> RemoteTask.run(task, plugins)).toList();
  }

  private PipelineBuilder builder(Source source) {
    return Pipeline.named("shop").source(source).sink(warehouse.sink()).stream(
        StreamSpec.of("orders").withCursor("id"));
  }

  private static ErrorCode code(RunReport report) {
    return report.worst().orElseThrow().code();
  }

  private static RunListener noticing(List<String> notices) {
    return new RunListener() {
      @Override
      public void notice(dev.tributary.load.Chain chain, String message) {
        notices.add(message);
      }
    };
  }

  /** A memory source of which tests change one answer. */
  private static class Wrapped implements Source {

    private final MemorySource real;

    Wrapped(MemoryStream stream) {
      this.real = MemorySource.of(stream);
    }

    @Override
    public void check(StreamRequest stream) {
      real.check(stream);
    }

    @Override
    public List<StreamInfo> discover() {
      return real.discover();
    }

    @Override
    public StreamInfo describe(StreamRequest stream) {
      return real.describe(stream);
    }

    @Override
    public Round plan(StreamRequest stream, Position from) {
      return real.plan(stream, from);
    }

    @Override
    public SplitReader open(StreamRequest stream, Split split, Position at) {
      return real.open(stream, split, at);
    }

    @Override
    public Position join(StreamRequest stream, Position from, Map<Split, Position> reached) {
      return real.join(stream, from, reached);
    }

    @Override
    public void committed(StreamRequest stream, Position position) {
      real.committed(stream, position);
    }

    @Override
    public void close() {
      real.close();
    }
  }
}
