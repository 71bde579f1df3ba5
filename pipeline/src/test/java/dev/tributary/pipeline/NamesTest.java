// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.evolution.Nesting;
import dev.tributary.formats.JsonOptions;
import dev.tributary.load.Chain;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.state.MemoryStateStore;
import dev.tributary.tck.memory.MemorySource;
import dev.tributary.tck.memory.MemoryStream;
import dev.tributary.tck.memory.MemoryWarehouse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What columns are called, and that two fields never share one. */
class NamesTest {

  private static final Schema CAMEL = Schema.of(Field.optional("userId", Type.LONG));
  private static final Schema SNAKE = Schema.of(Field.optional("user_id", Type.LONG));

  private final MemoryWarehouse warehouse = new MemoryWarehouse();
  private MemoryStateStore state = new MemoryStateStore();
  private final MemoryStream users = MemorySource.stream("users", CAMEL).unannounced();

  @Test
  void fieldsOfLikeNamesInDifferentBatchesGetColumnsOfTheirOwn() {
    users.splits(2);
    users.row(1L).schema(SNAKE).row(2L);

    run();

    assertThat(warehouse.rows("users"))
        .allSatisfy(row -> assertThat(row.values()).contains(row.get("user_id") == null ? 1L : 2L))
        .extracting(row -> row.get("user_id"))
        .containsExactlyInAnyOrder(null, 2L);
  }

  @Test
  void fieldsThatWouldShareANameAreReportedOnce() {
    users.row(1L).schema(SNAKE).row(2L);

    assertThat(run()).singleElement().asString().contains("userId", "user_id");
    users.row(3L);
    assertThat(run()).isEmpty();
  }

  @Test
  void aFieldKeepsItsColumnWhenOneOfALikeNameAppearsLater() {
    users.row(1L);
    run();
    users.schema(SNAKE).row(2L);

    run();

    assertThat(warehouse.rows("users"))
        .extracting(row -> row.get("user_id"))
        .containsExactlyInAnyOrder(1L, null);
  }

  @Test
  void whenTheStateIsLostTheTableStillKnowsWhatFieldsAreCalled() {
    users.row(1L);
    run();
    users.schema(SNAKE).row(2L);
    state = new MemoryStateStore();

    run();

    assertThat(warehouse.rows("users"))
        .extracting(row -> row.get("user_id"))
        .containsExactlyInAnyOrder(1L, null);
  }

  @Test
  void aFieldOfAPlainNameKeepsItsColumnWhenOnlyOneOfALikeNameComes() {
    JsonLines source = new JsonLines(9).round("{\"user_id\":1}").round("{\"userId\":2}");

    Ingested users = Ingested.of(source, 2, 1, 9, StreamSpec.of("docs"));

    assertThat(users.table("docs"))
        .extracting(row -> row.get("user_id"))
        .containsExactlyInAnyOrder(1L, null);
  }

  @Test
  void aFieldThatOnlyAReplayBroughtKeepsItsColumnToo() {
    String deep = "{\"userId\":1,\"tags\":[[1]]}";
    try (Pipeline strict = docs(new JsonLines(JsonOptions.lines().depthMax(1)).round(deep))) {
      strict.run().orThrow();
    }
    try (Pipeline mended = docs(new JsonLines(9).round(deep).round("{\"user_id\":2}"))) {
      mended.replay().orThrow();
      mended.run().orThrow();
    }

    assertThat(warehouse.rows("docs"))
        .extracting(row -> row.get("user_id"))
        .containsExactlyInAnyOrder(1L, null);
  }

  private Pipeline docs(JsonLines source) {
    return Pipeline.named("app").source(source).sink(warehouse.sink()).state(state).stream(
            StreamSpec.of("docs").withQuarantine(Quarantine.UNLIMITED))
        .build();
  }

  @Test
  void aListCalledLikeTheQuarantineIsNotMixedWithIt() {
    JsonLines source = new JsonLines(9).round("{\"quarantine\":[{\"days\":3}]}", "{\"id\":");
    StreamSpec spec =
        StreamSpec.of("docs")
            .withNesting(Nesting.of(Nesting.Mode.TABLES))
            .withQuarantine(Quarantine.UNLIMITED);

    Ingested docs = Ingested.of(source, 1, 1, 9, spec);

    assertThat(docs.table("docs__quarantine"))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("row", "{\"id\":"));
    assertThat(docs.rows().values().toString()).contains("days=3");
  }

  /** The notices of a run. */
  private List<String> run() {
    List<String> notices = new ArrayList<>();
    RunListener listener =
        new RunListener() {
          @Override
          public void notice(Chain chain, String message) {
            notices.add(message);
          }
        };
    try (Pipeline pipeline =
        Pipeline.named("app")
            .source(MemorySource.of(users))
            .sink(warehouse.sink())
            .state(state)
            .listener(listener)
            .stream(StreamSpec.of("users").withCursor("userId"))
            .build()) {
      pipeline.run().orThrow();
    }
    return notices;
  }
}
