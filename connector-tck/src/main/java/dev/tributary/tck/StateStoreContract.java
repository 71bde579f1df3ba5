// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.load.Fields;
import dev.tributary.load.LoadId;
import dev.tributary.load.Position;
import dev.tributary.state.Lease;
import dev.tributary.state.PipelineState;
import dev.tributary.state.StateStore;
import dev.tributary.state.StreamState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link StateStore} must do. To check one, inherit and say how it is made:
 *
 * <pre>{@code
 * class BucketStateStoreTest extends StateStoreContract {
 *   @Override
 *   protected StateStore newStore() {
 *     return new BucketStateStore(bucket);
 *   }
 * }
 * }</pre>
 *
 * <p>Rules have numbers, which stand in the names of the tests: S1 reading and writing, S2 who
 * wins, S3 several stores, S4 and S5 large states, S6 closing.
 *
 * <p>Untested, because nothing from outside can bring it about in every store: S3.2, that a write
 * which is cut short by a crash leaves the old state or the new one, whole; that what cannot be
 * understood is {@code STATE_UNREADABLE} and left as it is; that a backing that cannot be reached
 * is {@code STATE_UNAVAILABLE}. A store should test them with its own means.
 */
public abstract class StateStoreContract {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final int WRITERS = 64;
  private static final int STREAMS = 200;
  private static final String ODD = "'\"\\\n\u0000é水🚀";

  private final List<StateStore> opened = new ArrayList<>();

  /**
   * A new store, each time over the same backing within a test. The backing is empty at the start
   * of every test. The contract closes what it was given.
   */
  protected abstract StateStore newStore();

  @AfterEach
  void closeStores() {
    opened.forEach(StateStore::close);
    opened.clear();
  }

  @Test
  @DisplayName("S1.1 a pipeline that was never written is new: version 0 and nothing in it")
  void s1_1_whatWasNeverWrittenIsNew() {
    StateStore store = store();

    assertThat(store.read("shop")).isEqualTo(PipelineState.empty());
    assertThat(store.pipelines()).isEmpty();
  }

  @Test
  @DisplayName("S1.2 what was written is read again, whole")
  void s1_2_whatWasWrittenIsReadAgain() {
    StateStore store = store();
    PipelineState state = everything().next();

    assertThat(store.replace("shop", state)).isTrue();

    assertThat(store.read("shop")).isEqualTo(state);
    assertThat(store.replace("shop", PipelineState.empty().next().next())).isTrue();
    assertThat(store.read("shop")).isEqualTo(PipelineState.empty().next().next());
  }

  @Test
  @DisplayName("S1.3 pipelines are apart whatever they are called, and listed in order")
  void s1_3_pipelinesAreApart() {
    List<String> names =
        List.of(
            "shop",
            "Shop",
            "shop ",
            "shöp",
            "sho\u0308p",
            "a/../b",
            ".",
            "a.json",
            "%41",
            "con",
            "'; --",
            "水路 🚀",
            "long".repeat(500),
            "long".repeat(500) + "er");
    StateStore store = store();
    for (String name : names) {
      assertThat(store.replace(name, marked(name).next())).as(name).isTrue();
    }

    for (String name : names) {
      assertThat(store.read(name)).as(name).isEqualTo(marked(name).next());
    }
    assertThat(store.pipelines()).containsExactlyElementsOf(names.stream().sorted().toList());
  }

  @Test
  @DisplayName("S2.1 a write that does not follow what is stored is refused and changes nothing")
  void s2_1_aStaleWriteIsRefused() {
    StateStore store = store();
    PipelineState first = marked("first").next();
    PipelineState second = marked("second").next().next();
    assertThat(store.replace("shop", second)).as("too early").isFalse();
    assertThat(store.replace("shop", PipelineState.empty())).as("version 0").isFalse();
    assertThat(store.pipelines()).isEmpty();
    assertThat(store.replace("shop", first)).isTrue();

    assertThat(store.replace("shop", marked("late").next())).as("too late").isFalse();

    assertThat(store.read("shop")).isEqualTo(first);
    assertThat(store.replace("shop", second)).isTrue();
    assertThat(store.replace("shop", second)).as("repeated").isFalse();
    assertThat(store.read("shop")).isEqualTo(second);
  }

  @Test
  @DisplayName("S2.2 of 64 racing writers of one version one wins, and its state is stored")
  void s2_2_ofRacingWritersOneWins() {
    StateStore one = store();
    StateStore other = store();
    List<Callable<Boolean>> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      StateStore store = i % 2 == 0 ? one : other;
      PipelineState mine = marked("writer " + i).next();
      writers.add(() -> store.replace("shop", mine));
    }

    List<Boolean> won = Race.run(writers);

    assertThat(won).containsOnlyOnce(true);
    assertThat(one.read("shop")).isEqualTo(marked("writer " + won.indexOf(true)).next());
  }

  @Test
  @DisplayName("S2.3 updates that race are all kept")
  void s2_3_racingUpdatesAreAllKept() {
    StateStore one = store();
    StateStore other = store();
    List<Callable<PipelineState>> updates = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      StateStore store = i % 2 == 0 ? one : other;
      String name = "stream " + i;
      updates.add(() -> store.update("shop", state -> state.withStream(name, StreamState.START)));
    }

    List<PipelineState> written = Race.run(updates);

    assertThat(written).hasSize(8);
    assertThat(one.read("shop").streams()).hasSize(8);
    assertThat(one.read("shop").version()).isEqualTo(8);
  }

  @Test
  @DisplayName("S2.4 an update that changes nothing writes nothing")
  void s2_4_anUpdateThatChangesNothingWritesNothing() {
    StateStore store = store();

    assertThat(store.update("shop", state -> state)).isEqualTo(PipelineState.empty());

    assertThat(store.pipelines()).isEmpty();
  }

  @Test
  @DisplayName("S3.1 what was written survives the store that wrote it")
  void s3_1_statesSurviveReopening() {
    PipelineState state = everything().next();
    StateStore first = newStore();
    assertThat(first.replace("shop", state)).isTrue();
    first.close();

    StateStore second = store();

    assertThat(second.read("shop")).isEqualTo(state);
    assertThat(second.pipelines()).containsExactly("shop");
    assertThat(second.replace("shop", state)).as("the same version again").isFalse();
  }

  @Test
  @DisplayName("S3.3 two stores over one backing agree at once")
  void s3_3_twoStoresAgree() {
    StateStore one = store();
    StateStore other = store();
    PipelineState first = marked("one").next();
    PipelineState second = marked("two").next().next();
    assertThat(one.replace("shop", first)).isTrue();
    assertThat(other.read("shop")).isEqualTo(first);

    assertThat(other.replace("shop", second)).isTrue();

    assertThat(one.read("shop")).isEqualTo(second);
    assertThat(one.replace("shop", marked("late").next().next())).isFalse();
  }

  @Test
  @DisplayName("S4 long positions of any letters are kept")
  void s4_longPositionsOfAnyLettersAreKept() {
    Position position =
        new Position(Fields.of("cursor", ODD.repeat(10_000)).with(ODD, List.of(1, true, ODD)));
    PipelineState state =
        PipelineState.empty()
            .withStream(ODD, StreamState.START.withPosition(position, NOON))
            .next();
    StateStore store = store();

    assertThat(store.replace("shop", state)).isTrue();

    assertThat(store().read("shop")).isEqualTo(state);
  }

  @Test
  @DisplayName("S5 many streams with prepared loads are kept")
  void s5_manyPreparedLoadsAreKept() {
    PipelineState state = PipelineState.empty();
    for (int i = 0; i < STREAMS; i++) {
      LoadId load = LoadId.of(NOON.plusSeconds(i), i + 1, "load");
      state = state.withStream("stream " + i, StreamState.START.withPrepared(load));
    }
    StateStore store = store();

    assertThat(store.replace("shop", state.next())).isTrue();

    assertThat(store().read("shop")).isEqualTo(state.next());
  }

  @Test
  @DisplayName("S6 closing twice is harmless")
  void s6_closingTwiceIsHarmless() {
    StateStore store = newStore();
    assertThat(store.replace("shop", marked("kept").next())).isTrue();
    store.close();
    store.close();

    assertThat(store().read("shop")).isEqualTo(marked("kept").next());
  }

  private StateStore store() {
    StateStore store = newStore();
    opened.add(store);
    return store;
  }

  private static PipelineState everything() {
    LoadId load = LoadId.of(NOON, 42, "k3v9x2m1");
    Position position = new Position(Fields.of("id", 42).with("at", "2026-11-21"));
    return PipelineState.empty()
        .withStream(
            "orders", StreamState.START.withComplete(load, position, NOON).withPrepared(load))
        .withStream("returns", StreamState.START)
        .withLease(new Lease("run-1", "host", 7, NOON, NOON.plusSeconds(60)))
        .withCredential("token", "sealed");
  }

  private static PipelineState marked(String mark) {
    Position position = new Position(Fields.of("mark", mark));
    return PipelineState.empty()
        .withStream("stream", StreamState.START.withPosition(position, NOON));
  }
}
