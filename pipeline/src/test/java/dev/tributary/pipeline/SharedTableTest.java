// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Nesting;
import dev.tributary.evolution.Nesting.Mode;
import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.sink.Sink;
import dev.tributary.sink.SinkCapabilities;
import dev.tributary.state.MemoryStateStore;
import dev.tributary.tck.memory.MemorySink;
import dev.tributary.tck.memory.MemorySource;
import dev.tributary.tck.memory.MemoryStream;
import dev.tributary.tck.memory.MemoryWarehouse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Streams that load into one table, streams that come later, and streams that load otherwise. */
class SharedTableTest {

  private static final Schema ORDER =
      Schema.of(Field.required("id", Type.LONG), Field.optional("items", Type.list(Type.STRING)));

  private final MemoryWarehouse warehouse = new MemoryWarehouse();
  private final MemoryStateStore state = new MemoryStateStore();
  private final MemoryStream north = MemorySource.stream("north", ORDER).key("id").unannounced();
  private final MemoryStream south = MemorySource.stream("south", ORDER).key("id").unannounced();

  @RepeatedTest(10)
  void twoStreamsAppendToOneTableAndItsChildrenAtOnce() {
    north.row(1L, List.of("a", "b"));
    south.row(2L, List.of("c"));
    run(2, into("north", "orders"), into("south", "orders")).orThrow();
    north.row(3L, List.of());
    run(2, into("north", "orders"), into("south", "orders")).orThrow();

    assertThat(ids("orders")).containsExactlyInAnyOrder(1L, 2L, 3L);
    assertThat(warehouse.rows("orders__items"))
        .extracting(row -> row.get("value"))
        .containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void aStreamOfOtherTypesWritesBesideTheFirst() {
    north.row(1L, List.of());
    south.schema(Schema.of(Field.required("id", Type.STRING))).row("two");

    run(1, into("north", "orders"), into("south", "orders")).orThrow();

    assertThat(ids("orders")).containsExactlyInAnyOrder(1L, null);
    assertThat(warehouse.rows("orders"))
        .extracting(row -> row.get("id__text"))
        .containsExactlyInAnyOrder(null, "two");
  }

  @RepeatedTest(20)
  void streamsOfOtherTypesMayChangeTheTableAtOnce() {
    north.row(1L, List.of());
    south.schema(Schema.of(Field.required("id", Type.STRING))).row("two");

    run(2, into("north", "orders"), into("south", "orders")).orThrow();

    assertThat(warehouse.rows("orders"))
        .extracting(row -> row.get("id") == null ? row.get("id__text") : row.get("id").toString())
        .containsExactlyInAnyOrder("1", "two");
  }

  @Test
  void aStreamThatReplacesSharesNoTable() {
    StreamSpec replacing = into("south", "orders").withDisposition(Disposition.REPLACE);

    TributaryException refused =
        catchThrowableOfType(
            TributaryException.class, () -> run(1, into("north", "orders"), replacing));

    assertThat(refused.code()).isEqualTo(ErrorCode.SETTING_INVALID);
    assertThat(refused).hasMessageContaining("'north'").hasMessageContaining("'south'");
    assertThat(warehouse.tables()).isEmpty();
  }

  @Test
  void aStreamThatIsAddedLaterDoesNotLoadTheOthersAgain() {
    north.row(1L, List.of());
    run(1, into("north", "orders")).orThrow();
    south.row(2L, List.of());

    RunReport report = run(1, into("north", "orders"), into("south", "orders")).orThrow();

    assertThat(report.streams().get(0).loads()).isEmpty();
    assertThat(ids("orders")).containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void aSinkThatCannotMergeSaysSoAndTheStreamGoesOnAppending() {
    north.row(1L, List.of());
    run(1, into("north", "orders")).orThrow();
    north.row(2L, List.of());

    RunReport refusing =
        run(1, appending(), into("north", "orders").withDisposition(Disposition.MERGE));
    run(1, into("north", "orders")).orThrow();

    TributaryException refused = refusing.worst().orElseThrow();
    assertThat(refused.code()).isEqualTo(ErrorCode.MODE_UNSUPPORTED);
    assertThat(refused).hasMessageContaining("'north'").hasMessageContaining("MERGE");
    assertThat(ids("orders")).containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void streamsThatMergeByOneKeyMayShareATable() {
    north.row(1L, List.of()).row(2L, List.of());
    south.row(2L, List.of()).row(3L, List.of());

    run(2, merging("north"), merging("south")).orThrow();

    assertThat(ids("orders")).containsExactlyInAnyOrder(1L, 2L, 3L);
  }

  @Test
  void streamsThatMergeByUnlikeKeysShareNone() {
    TributaryException refused =
        catchThrowableOfType(
            TributaryException.class,
            () -> run(1, merging("north"), merging("south").withKey("id", "items")));

    assertThat(refused.code()).isEqualTo(ErrorCode.SETTING_INVALID);
  }

  private static StreamSpec merging(String stream) {
    return into(stream, "orders")
        .withKey("id")
        .withNesting(Nesting.of(Mode.KEEP))
        .withDisposition(Disposition.MERGE);
  }

  private Sink appending() {
    SinkCapabilities all = MemorySink.CAPABILITIES;
    return new MemorySink(
        warehouse,
        new SinkCapabilities(
            Set.of(Disposition.APPEND),
            all.stores(),
            all.widens(),
            all.nameLengthMax(),
            all.caseSensitive(),
            all.tablesAtomic()));
  }

  private static StreamSpec into(String stream, String table) {
    return StreamSpec.of(stream)
        .withTable(table)
        .withCursor("id")
        .withNesting(Nesting.of(Mode.TABLES));
  }

  private RunReport run(int workers, StreamSpec... specs) {
    return run(workers, warehouse.sink(), specs);
  }

  private RunReport run(int workers, Sink sink, StreamSpec... specs) {
    PipelineBuilder builder =
        Pipeline.named("shop")
            .source(MemorySource.of(north, south))
            .sink(sink)
            .state(state)
            .parallelism(workers);
    List.of(specs).forEach(builder::stream);
    try (Pipeline pipeline = builder.build()) {
      return pipeline.run();
    }
  }

  private List<Object> ids(String table) {
    return warehouse.rows(table).stream().map(row -> (Object) row.get("id")).toList();
  }
}
