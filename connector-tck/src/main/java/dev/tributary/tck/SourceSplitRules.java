// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.load.Position;
import dev.tributary.source.Round;
import dev.tributary.source.Round.Cut;
import dev.tributary.source.Source;
import dev.tributary.source.Split;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R2: rounds, their splits, and where they may be cut. */
abstract class SourceSplitRules extends SourceReadRules {

  @Test
  @DisplayName("R2.1 a split means the same to a source made anew, from its plain value")
  void r2_1_aSplitMeansTheSameElsewhere() {
    add(MANY);
    Source here = source();
    try (Round round = here.plan(request(), Position.START)) {
      for (Split split : round.splits()) {
        Reads.Result read = reads().split(travel(split), Position.START);
        assertThat(read.rows())
            .isEqualTo(new Reads(here, request()).split(split, Position.START).rows());
      }
    }
  }

  @Test
  @DisplayName("R2.2 the splits of a round hold every row of it once, numbered from 0")
  void r2_2_splitsAreDisjointAndComplete() {
    add(MANY);
    Source source = source();
    try (Round round = source.plan(request(), Position.START)) {
      List<Split> splits = round.splits();
      List<Map<String, @Nullable Object>> rows = new ArrayList<>();
      for (int i = 0; i < splits.size(); i++) {
        assertThat(splits.get(i).ordinal()).isEqualTo(i);
        rows.addAll(new Reads(source, request()).split(splits.get(i), Position.START).rows());
      }
      assertThat(ids(rows)).as("ids of all splits").doesNotHaveDuplicates();
      if (!round.more()) {
        assertIds(rows, MANY);
      }
    }
  }

  @Test
  @DisplayName("R2.3 join does not depend on the order of what was reached")
  void r2_3_joinDoesNotDependOnOrder() {
    add(MANY);
    Source source = source();
    try (Round round = source.plan(request(), Position.START)) {
      Map<Split, Position> reached = readAll(source, round);
      List<Split> backwards = new ArrayList<>(reached.keySet());
      Collections.reverse(backwards);
      Map<Split, Position> reversed = new LinkedHashMap<>();
      backwards.forEach(split -> reversed.put(travel(split), travel(at(reached, split))));

      assertThat(source().join(request(), Position.START, reversed))
          .isEqualTo(source.join(request(), Position.START, reached));
    }
  }

  @Test
  @DisplayName("R2.4 splits can be read at once, from several threads")
  void r2_4_splitsCanBeReadAtOnce() {
    add(MANY);
    Source source = source();
    try (Round round = source.plan(request(), Position.START)) {
      List<Callable<Reads.Result>> readers = new ArrayList<>();
      for (Split split : round.splits()) {
        readers.add(() -> new Reads(source, request()).split(split, Position.START));
        readers.add(() -> reads().split(split, Position.START));
      }
      List<Reads.Result> results = Race.run(readers);
      for (int i = 0; i < results.size(); i += 2) {
        assertThat(results.get(i + 1).rows()).isEqualTo(results.get(i).rows());
      }
    }
  }

  @Test
  @DisplayName("R2.5 where a round may be cut, what was left out is read next, once")
  void r2_5_aCutRoundGoesOnWithWhatWasLeftOut() {
    add(MANY);
    Source source = source();
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    Position cut;
    try (Round round = source.plan(request(), Position.START)) {
      cut = source.join(request(), Position.START, readSome(source, round, rows));
    }

    rows.addAll(reads().from(travel(cut)).rows());

    assertIds(rows, MANY);
  }

  @Test
  @DisplayName("R2.6 a cut before anything was read is where the round began")
  void r2_6_aCutBeforeAnythingWasReadIsTheBeginning() {
    add(1, 2);
    Position from = reads().from(Position.START).position();
    add(3, 4);
    Source source = source();
    try (Round round = source.plan(request(), from)) {
      if (round.cut() != Cut.NONE) {
        Position joined = source.join(request(), from, Map.of());
        assertIds(reads().from(joined).rows(), 3, 4);
      }
    }
    assertIds(reads().from(from).rows(), 3, 4);
  }

  /** Reads as much as the round's cut allows to stop at: not all of it where that can be. */
  private Map<Split, Position> readSome(
      Source source, Round round, List<Map<String, @Nullable Object>> rows) {
    Map<Split, Position> reached = new LinkedHashMap<>();
    Reads reads = new Reads(source, request());
    for (Split split : round.splits()) {
      boolean odd = split.ordinal() % 2 == 1;
      if (round.cut() == Cut.SPLIT && !odd && round.splits().size() > 1) {
        continue;
      }
      int batches = round.cut() == Cut.BATCH && !odd ? 1 : Integer.MAX_VALUE;
      Reads.Result result = reads.batches(split, Position.START, batches);
      rows.addAll(result.rows());
      reached.put(split, result.position());
    }
    return reached;
  }

  private Map<Split, Position> readAll(Source source, Round round) {
    Map<Split, Position> reached = new LinkedHashMap<>();
    for (Split split : round.splits()) {
      Reads reads = new Reads(source, request());
      reached.put(split, reads.split(split, Position.START).position());
    }
    return reached;
  }

  private static Position at(Map<Split, Position> reached, Split split) {
    return reached.getOrDefault(split, Position.START);
  }
}
