// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tributary.batch.Batch;
import dev.tributary.load.Position;
import dev.tributary.source.Round;
import dev.tributary.source.Source;
import dev.tributary.source.Split;
import dev.tributary.source.SplitReader;
import dev.tributary.source.StreamRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R1: which rows a read brings, and where it ends. */
abstract class SourceReadRules extends SourceRules {

  @Test
  @DisplayName("R1.1 a read from the start brings every row once")
  void r1_1_aReadFromTheStartBringsEveryRowOnce() {
    add(MANY);

    assertIds(reads().from(Position.START).rows(), MANY);
  }

  @Test
  @DisplayName("R1.2 from where a read ended, only what came since is read")
  void r1_2_onlyWhatCameSince() {
    add(1, 2, 3);
    Position end = reads().from(Position.START).position();
    add(4, 5);

    assertIds(reads().from(travel(end)).rows(), 4, 5);
  }

  @Test
  @DisplayName("R1.3 from one position the same rows are read again")
  void r1_3_fromOnePositionTheSameRows() {
    add(1, 2, 3);
    Position end = reads().from(Position.START).position();
    add(4, 5);
    Reads.Result once = reads().from(end);

    Reads.Result again = reads().from(end);

    assertThat(again.rows()).containsExactlyInAnyOrderElementsOf(once.rows());
    assertThat(again.position()).isEqualTo(once.position());
  }

  @Test
  @DisplayName("R1.4 when nothing is new there is no row, and the position stays")
  void r1_4_whenNothingIsNewThePositionStays() {
    Reads.Result empty = reads().from(Position.START);
    assertIds(empty.rows());
    add(1, 2, 3);
    Position end = reads().from(empty.position()).position();

    Reads.Result nothing = reads().from(end);

    assertIds(nothing.rows());
    assertThat(nothing.position()).isEqualTo(end);
  }

  @Test
  @DisplayName("R1.5 rows that are added during a read come now or next, once")
  void r1_5_rowsAddedDuringAReadComeOnce() {
    add(1, 2, 3, 4);
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    Source source = source();
    Position end;
    try (Round round = source.plan(request(), Position.START)) {
      add(5, 6);
      Reads.Result result = new Reads(source, request()).whole(round, Position.START);
      rows.addAll(result.rows());
      end = result.position();
    }
    add(7);

    rows.addAll(reads().from(end).rows());

    assertIds(rows, 1, 2, 3, 4, 5, 6, 7);
  }

  @Test
  @DisplayName("R1.6 rows that share the cursor's last value are neither lost nor doubled")
  void r1_6_rowsAtTheBoundaryAreNeitherLostNorDoubled() {
    add(1, 2);
    addAtBoundary(3);
    Reads.Result first = reads().from(Position.START);
    assertIds(first.rows(), 1, 2, 3);
    addAtBoundary(4, 5);

    Reads.Result second = reads().from(first.position());
    assertIds(second.rows(), 4, 5);
    add(6);

    assertIds(reads().from(second.position()).rows(), 6);
  }

  @Test
  @DisplayName("R1.7 without a cursor every row comes every time")
  void r1_7_withoutACursorEveryRowComesEveryTime() {
    assumeTrue(request().cursor().isPresent(), "R1.7 untested: the request names no cursor");
    StreamRequest all =
        new StreamRequest(
            request().stream(), Optional.empty(), request().key(), request().settings());
    add(MANY);
    Reads.Result first = new Reads(source(), all).from(Position.START);
    assertIds(first.rows(), MANY);

    assertIds(new Reads(source(), all).from(first.position()).rows(), MANY);
  }

  @Test
  @DisplayName("R1.8 a read from an empty stream brings nothing, and then what is added")
  void r1_8_anEmptyStreamIsReadToo() {
    Reads.Result empty = reads().from(Position.START);
    add(1);

    assertIds(empty.rows());
    assertIds(reads().from(empty.position()).rows(), 1);
  }

  @Test
  @DisplayName("R3.1 the position after each batch is a place from which a split goes on")
  void r3_1_everyBatchEndsAtAPlaceToGoOnFrom() {
    add(MANY);
    Source source = source();
    Reads reads = new Reads(source, request());
    try (Round round = source.plan(request(), Position.START)) {
      for (Split split : round.splits()) {
        List<Map<String, @Nullable Object>> all = reads.split(split, Position.START).rows();
        List<Map<String, @Nullable Object>> some = List.of();
        for (int batches = 0; some.size() < all.size(); batches++) {
          Reads.Result begun = reads.batches(split, Position.START, batches);
          some = begun.rows();
          Position at = batches == 0 ? Position.START : travel(begun.position());
          List<Map<String, @Nullable Object>> rows = new ArrayList<>(some);
          rows.addAll(reads.split(split, at).rows());
          assertThat(rows).as("split resumed after " + batches + " batches").isEqualTo(all);
        }
      }
    }
  }

  @Test
  @DisplayName("R3.2 closing in the middle leaves no thread and no connection")
  void r3_2_closingEarlyLeavesNothingOpen() {
    add(MANY);
    long before = held();
    Source source = newSource();
    try (Round round = source.plan(request(), Position.START)) {
      for (Split split : round.splits()) {
        new Reads(source, request()).batches(split, Position.START, 1);
        source.open(request(), split, Position.START).close();
      }
    }
    source.close();

    assertThat(heldInTheEnd(before)).as("held after all was closed").isLessThanOrEqualTo(before);
  }

  @Test
  @DisplayName("R3.3 a failure in the middle has a code, and a new read goes on from a position")
  void r3_3_aFailureHasACodeAndANewReadGoesOn() {
    add(MANY);
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    Map<Split, Position> reached = new LinkedHashMap<>();
    Source source = source();
    Reads reads = new Reads(source, request());
    Position end;
    try (Round round = source.plan(request(), Position.START)) {
      Optional<Runnable> mend = breakDown();
      assumeTrue(mend.isPresent(), "R3.3 untested: the test cannot break the source");
      for (Split split : round.splits()) {
        reached.put(split, readUntilFailure(source, split, rows));
      }
      assertThat(rows.size()).as("rows that a broken source still gave").isLessThan(MANY.length);
      mend.get().run();
      for (Map.Entry<Split, Position> each : reached.entrySet()) {
        Reads.Result rest = reads.split(each.getKey(), each.getValue());
        rows.addAll(rest.rows());
        each.setValue(rest.position());
      }
      end = source.join(request(), Position.START, reached);
    }
    assertIds(rows, MANY);
    assertIds(reads().from(end).rows());
  }

  @Test
  @DisplayName("R3.4 an interrupted read ends with CANCELLED, the thread's flag set")
  void r3_4_interruptionEndsTheRead() {
    add(MANY);
    Source source = source();
    try (Round round = source.plan(request(), Position.START);
        SplitReader reader = source.open(request(), round.splits().get(0), Position.START)) {
      Thread.currentThread().interrupt();
      Codes.refused(
          dev.tributary.error.ErrorCode.CANCELLED,
          "the next batch for an interrupted thread",
          reader::next);
      assertThat(Thread.currentThread().isInterrupted()).as("interrupt flag").isTrue();
    } finally {
      Thread.interrupted();
    }
    assertIds(reads().from(Position.START).rows(), MANY);
  }

  @Test
  @DisplayName("R3.5 every batch has rows, and after the last one there is none, again and again")
  void r3_5_batchesHaveRowsAndEnd() {
    add(MANY);
    Source source = source();
    try (Round round = source.plan(request(), Position.START)) {
      for (Split split : round.splits()) {
        try (SplitReader reader = source.open(request(), split, Position.START)) {
          for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
            assertThat(batch.rows()).as("rows of a batch").isPositive();
          }
          Position end = reader.position();
          assertThat(reader.next()).as("after the last batch").isNull();
          assertThat(reader.position()).isEqualTo(end);
        }
      }
    }
  }

  private long heldInTheEnd(long hoped) {
    long deadline = System.nanoTime() + patience().toNanos();
    long held = held();
    while (held > hoped && System.nanoTime() < deadline) {
      Thread.onSpinWait();
      held = held();
    }
    return held;
  }

  private Position readUntilFailure(
      Source source, Split split, List<Map<String, @Nullable Object>> rows) {
    Position at = Position.START;
    try (SplitReader reader = source.open(request(), split, Position.START)) {
      for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
        rows.addAll(batch.toMaps());
        at = reader.position();
      }
    } catch (RuntimeException e) {
      assertThat(e)
          .as("a failure in the middle")
          .isInstanceOf(dev.tributary.error.TributaryException.class);
    }
    return at;
  }
}
