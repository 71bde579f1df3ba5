// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.load.Fields;
import dev.tributary.load.LoadId;
import dev.tributary.load.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every store does. */
abstract class StateStoreRules {

  private static final LoadId LOAD = new LoadId("20261121T091512048Z-000042-k3v9x2m1");
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  /** Opens one more store over what this test alone uses. */
  protected abstract StateStore open();

  @Test
  void aPipelineThatWasNeverWrittenIsEmpty() {
    try (StateStore store = open()) {
      assertThat(store.read("shop")).isEqualTo(PipelineState.empty());
      assertThat(store.pipelines()).isEmpty();
    }
  }

  @Test
  void whatWasStoredIsReadByAnotherStore() {
    PipelineState state = full().next();
    try (StateStore store = open()) {
      assertThat(store.replace("shop", state)).isTrue();
    }
    try (StateStore store = open()) {
      assertThat(store.read("shop")).isEqualTo(state);
      assertThat(store.pipelines()).containsExactly("shop");
    }
  }

  @Test
  void pipelinesAreIsolatedWhateverTheyAreCalled() {
    List<String> names =
        List.of(
            "shop",
            "Shop",
            "shop ",
            "sh\u00f6p",
            "sho\u0308p",
            "a/../b",
            "a.json",
            "\u6c34\u8def",
            "\ud83d\ude80",
            "'; --",
            "nul\u0000",
            "long".repeat(500),
            "long".repeat(500) + "er",
            ".",
            "%41",
            "con",
            "\"`[x]");
    try (StateStore store = open()) {
      for (String name : names) {
        assertThat(store.replace(name, marked(name).next())).as(name).isTrue();
      }
      for (String name : names) {
        assertThat(store.read(name)).as(name).isEqualTo(marked(name).next());
      }
      assertThat(store.pipelines()).containsExactlyElementsOf(names.stream().sorted().toList());
    }
  }

  @Test
  void aStaleWriteIsRefusedAndChangesNothing() {
    try (StateStore store = open()) {
      PipelineState first = marked("first").next();
      PipelineState second = marked("second").next().next();
      assertThat(store.replace("shop", second)).as("too early").isFalse();
      assertThat(store.replace("shop", PipelineState.empty())).as("version 0").isFalse();
      assertThat(store.pipelines()).isEmpty();
      assertThat(store.replace("shop", first)).isTrue();
      assertThat(store.replace("shop", marked("again").next())).as("first again").isFalse();
      assertThat(store.read("shop")).isEqualTo(first);
      assertThat(store.replace("shop", second)).isTrue();
      assertThat(store.replace("shop", second)).as("repeated").isFalse();
      assertThat(store.read("shop")).isEqualTo(second);
    }
  }

  @Test
  void of64RacingWritersOneWinsEachVersion() throws Exception {
    try (StateStore one = open();
        StateStore other = open()) {
      for (int version = 0; version < 3; version++) {
        PipelineState base = one.read("shop");
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
          StateStore store = i % 2 == 0 ? one : other;
          PipelineState mine = base.withCredential("writer", "number " + i).next();
          writers.add(() -> store.replace("shop", mine));
        }
        assertThat(winners(writers)).isEqualTo(1);
        assertThat(other.read("shop")).isEqualTo(one.read("shop"));
        assertThat(one.read("shop").version()).isEqualTo(version + 1);
      }
    }
  }

  @Test
  void racingUpdatesAreAllKept() throws Exception {
    try (StateStore one = open();
        StateStore other = open()) {
      List<Callable<Boolean>> writers = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        StateStore store = i % 2 == 0 ? one : other;
        String name = "name " + i;
        writers.add(() -> store.update("shop", s -> s.withCredential(name, "x")).version() > 0);
      }
      assertThat(winners(writers)).isEqualTo(16);
      assertThat(one.read("shop").credentials()).hasSize(16);
      assertThat(one.read("shop").version()).isEqualTo(16);
    }
  }

  @Test
  void anUpdateThatChangesNothingWritesNothing() {
    try (StateStore store = open()) {
      assertThat(store.update("shop", state -> state)).isEqualTo(PipelineState.empty());
      assertThat(store.pipelines()).isEmpty();
    }
  }

  @Test
  void manyStreamsAndLongPositionsAreKept() {
    String odd = "'\"\\\n\u0000\u00e9\u6c34\ud83d\ude80";
    PipelineState state = PipelineState.empty();
    for (int i = 0; i < 300; i++) {
      Position position =
          new Position(Fields.of("cursor", (odd + "\ud800" + i).repeat(300)).with(odd, i));
      state = state.withStream(odd + i, StreamState.START.withComplete(LOAD, position, NOON));
    }
    try (StateStore store = open()) {
      assertThat(store.replace("shop", state.next())).isTrue();
      assertThat(store.read("shop")).isEqualTo(state.next());
    }
  }

  static PipelineState full() {
    Position position = new Position(Fields.of("id", 42).with("at", "2026-11-21"));
    StreamState orders = StreamState.START.withComplete(LOAD, position, NOON).withPrepared(LOAD);
    Lease lease = new Lease("run-1", "host", 7, NOON, NOON.plusSeconds(60));
    return new PipelineState(
        0, Map.of("orders", orders), Optional.of(lease), Map.of("token", "text"));
  }

  private static PipelineState marked(String mark) {
    return PipelineState.empty()
        .withStream(
            mark, StreamState.START.withPosition(new Position(Fields.of("mark", mark)), NOON));
  }

  private static long winners(List<Callable<Boolean>> writers) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(writers.size());
    try {
      long winners = 0;
      for (Future<Boolean> each : threads.invokeAll(writers)) {
        winners += each.get() ? 1 : 0;
      }
      return winners;
    } finally {
      threads.shutdownNow();
    }
  }
}
