// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import static dev.tributary.load.WriteMode.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Chain;
import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.sink.Sink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** K5: discarding. K8: manifests, and what is kept beside the anchor. */
abstract class SinkManifestRules extends SinkWriterRules {

  @Test
  @DisplayName("K5.1 discard removes what a dead load staged and its manifest")
  void k5_1_discardRemovesADeadLoad() {
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    Load dead = loads.prepare(ORDERS, APPEND, rows(1));
    sink().save(ORDERS, CHAIN, dead.id(), "dead");

    sink().discard(ORDERS, CHAIN, dead.id());

    assertThat(sink().kept(ORDERS, CHAIN)).isEmpty();
    assertThat(sink().manifest(ORDERS, CHAIN, dead.id())).isEmpty();
    assertThat(catchThrowable(() -> readStaged(dead))).as("reading what was discarded").isNotNull();
    assertVisible(ORDERS);
  }

  @Test
  @DisplayName("K5.2 discard never takes rows that are visible")
  void k5_2_discardNeverTakesVisibleRows() {
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    Load load = loads.commit(ORDERS, APPEND, rows(1, 2));

    Throwable refusal = catchThrowable(() -> sink().discard(ORDERS, CHAIN, load.id()));

    assertThat(refusal)
        .as("it may be refused, with a code")
        .satisfiesAnyOf(
            none -> assertThat(none).isNull(),
            some -> assertThat(some).isInstanceOf(TributaryException.class));

    assertVisible(ORDERS, 1, 2);
    assertThat(loads.look(ORDERS).receipt()).contains(receipt(load));
  }

  @Test
  @DisplayName("K5.3 discarding again, or what never was, is harmless")
  void k5_3_discardIsSafeToRepeat() {
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    Load dead = loads.prepare(ORDERS, APPEND, rows(1));
    Load alive = loads.prepare(ORDERS, APPEND, rows(2));

    sink().discard(ORDERS, CHAIN, dead.id());
    sink().discard(ORDERS, CHAIN, dead.id());
    sink().discard(ORDERS, CHAIN, Loads.next(LoadId.NONE));

    assertThat(sink().kept(ORDERS, CHAIN)).containsExactly(alive.id());
    sink().commit(alive, ORDERS);
    assertVisible(ORDERS, 2);
  }

  @Test
  @DisplayName("K5.4 a loser is discarded without harm to the winner of its number")
  void k5_4_discardingALoserLeavesTheWinner() {
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    Load loser = loads.prepare(ORDERS, APPEND, rows(1));
    Load winner = loads.prepare(ORDERS, APPEND, rows(2));
    sink().commit(winner, ORDERS);
    sink().commit(loser, ORDERS);

    sink().discard(ORDERS, CHAIN, loser.id());

    assertVisible(ORDERS, 2);
    assertThat(sink().kept(ORDERS, CHAIN)).doesNotContain(loser.id());
  }

  @Test
  @DisplayName("K5.5 a part that is still to come survives the discarding of another load")
  void k5_5_discardingOneLoadLeavesAllOthers() {
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    Load mine = loads.prepare(ORDERS, APPEND, rows(1));
    Loads others = new Loads(sink(), OTHER_CHAIN);
    Load theirs = others.prepare(ORDERS, APPEND, rows(2));

    sink().discard(ORDERS, CHAIN, mine.id());

    assertThat(sink().kept(ORDERS, OTHER_CHAIN)).containsExactly(theirs.id());
    sink().commit(theirs, ORDERS);
    assertVisible(ORDERS, 2);
  }

  @Test
  @DisplayName("K8.1 a manifest comes back as it was saved, to any instance")
  void k8_1_aManifestComesBack() {
    loads().create(ORDERS, SCHEMA);
    LoadId id = Loads.next(LoadId.NONE);
    String manifest = "{\"Grüße\": \"🎏\n\\\" '\"}" + "x".repeat(200_000);

    sink().save(ORDERS, CHAIN, id, manifest);

    assertThat(sink().manifest(ORDERS, CHAIN, id)).contains(manifest);
    assertThat(sink().manifest(ORDERS, CHAIN, Loads.next(LoadId.NONE))).isEmpty();
  }

  @Test
  @DisplayName("K8.2 a manifest is written once: the second is LOAD_SUPERSEDED and the first stays")
  void k8_2_aManifestIsWrittenOnce() {
    loads().create(ORDERS, SCHEMA);
    LoadId id = Loads.next(LoadId.NONE);
    sink().save(ORDERS, CHAIN, id, "first");

    Codes.refused(
        ErrorCode.LOAD_SUPERSEDED,
        "a second manifest",
        () -> sink().save(ORDERS, CHAIN, id, "second"));

    assertThat(sink().manifest(ORDERS, CHAIN, id)).contains("first");
  }

  @Test
  @DisplayName("K8.3 of manifests that race one is kept, and only its writer was told so")
  void k8_3_ofRacingManifestsOneIsKept() {
    loads().create(ORDERS, SCHEMA);
    LoadId id = Loads.next(LoadId.NONE);
    List<Callable<Optional<String>>> saves = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Sink own = sink();
      String manifest = "manifest " + i;
      saves.add(() -> saved(own, id, manifest));
    }

    List<String> kept = Race.run(saves).stream().flatMap(Optional::stream).toList();

    assertThat(kept).hasSize(1);
    assertThat(sink().manifest(ORDERS, CHAIN, id)).contains(kept.get(0));
  }

  @Test
  @DisplayName("K8.4 loads that were staged and not saved are kept, and so are saved ones")
  void k8_4_stagedAndSavedLoadsAreKept() {
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    assertThat(sink().kept(ORDERS, CHAIN)).isEmpty();
    Load staged = loads.prepare(ORDERS, APPEND, rows(1));
    LoadId saved = Loads.next(LoadId.NONE);
    sink().save(ORDERS, CHAIN, saved, "no rows");

    assertThat(sink().kept(ORDERS, CHAIN)).containsExactlyInAnyOrder(staged.id(), saved);
    assertThat(sink().kept(ORDERS, OTHER_CHAIN)).isEmpty();
  }

  @Test
  @DisplayName("K8.5 rows staged for a child are kept beside the anchor")
  void k8_5_rowsOfAChildAreKeptBesideTheAnchor() {
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    loads.create(ITEMS, SCHEMA);
    LoadId id = Loads.next(LoadId.NONE);

    loads.stage(loads.task(ORDERS, ITEMS, id, APPEND, SCHEMA), rows(1));

    assertThat(sink().kept(ORDERS, CHAIN)).containsExactly(id);
    assertThat(sink().kept(ITEMS, CHAIN)).isEmpty();
    sink().discard(ORDERS, CHAIN, id);
    assertThat(sink().kept(ORDERS, CHAIN)).isEmpty();
  }

  @Test
  @DisplayName("K8.6 a forgotten load is kept no more; its rows and the next load's things stay")
  void k8_6_forgettingLeavesRows() {
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    Load first = loads.commit(ORDERS, APPEND, rows(1));
    Load second = loads.commit(ORDERS, APPEND, rows(2));

    sink().forget(ORDERS, CHAIN, first.id());
    sink().forget(ORDERS, CHAIN, first.id());

    assertThat(sink().manifest(ORDERS, CHAIN, first.id())).isEmpty();
    assertThat(sink().kept(ORDERS, CHAIN)).containsExactly(second.id());
    assertThat(sink().manifest(ORDERS, CHAIN, second.id())).isPresent();
    assertVisible(ORDERS, 1, 2);
  }

  @Test
  @DisplayName("K8.7 chains whose names are alike keep their manifests apart")
  void k8_7_chainsKeepTheirManifestsApart() {
    loads().create(ORDERS, SCHEMA);
    LoadId id = Loads.next(LoadId.NONE);
    List<Chain> chains =
        List.of(
            new Chain("a", "b/c"),
            new Chain("a/b", "c"),
            new Chain("a-b", "c"),
            new Chain("A", "b/c"),
            new Chain("a", "b.c"),
            new Chain("..", "ü 🎏"));
    for (Chain chain : chains) {
      sink().save(ORDERS, chain, id, chain.pipeline() + " of " + chain);
    }

    for (Chain chain : chains) {
      assertThat(sink().manifest(ORDERS, chain, id)).contains(chain.pipeline() + " of " + chain);
      assertThat(sink().kept(ORDERS, chain)).containsExactly(id);
    }
  }

  private void readStaged(Load load) {
    load.anchor().staged().forEach(staged -> Batches.drain(sink().read(staged)));
  }

  private static Optional<String> saved(Sink sink, LoadId id, String manifest) {
    try {
      sink.save(ORDERS, CHAIN, id, manifest);
      return Optional.of(manifest);
    } catch (TributaryException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.LOAD_SUPERSEDED);
      return Optional.empty();
    }
  }
}
