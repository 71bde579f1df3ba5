// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.tributary.evolution.Nesting;
import dev.tributary.evolution.Nesting.Mode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * What a load leaves depends on its rows alone: not on their order, nor on how they came in batches
 * and splits, nor on who read them first.
 */
class OrderLawsTest {

  private static final int ROWS = 12;

  @Property(tries = 120)
  void theSameRowsMakeTheSameTablesHoweverTheyCome(
      @ForAll long seed, @ForAll Mode mode, @ForAll @IntRange(max = 4) int depth) {
    Random random = new Random(seed);
    List<String> rows = new RandomDocuments(random).rows(ROWS);
    StreamSpec spec =
        StreamSpec.of(Ingested.STREAM)
            .withKey("key")
            .withNesting(Nesting.of(mode).withDepthMax(depth));

    Ingested one = load(List.of(rows), 1, 1, spec);
    Ingested other = load(dealt(rows, random), 1 + random.nextInt(ROWS), 3, spec);

    assertSame(one.columns(), other.columns(), rows);
    assertSame(one.lines(), other.lines(), rows);
    assertThat(other.tally()).isEqualTo(one.tally()).isEqualTo(new Tally(ROWS, 0, 0));
  }

  @Property(tries = 120)
  void soItIsForALaterLoad(
      @ForAll long seed, @ForAll Mode mode, @ForAll @IntRange(max = 4) int depth) {
    Random random = new Random(seed);
    RandomDocuments documents = new RandomDocuments(random);
    List<List<String>> before = List.of(documents.rows(3), documents.rows(3));
    List<String> rows = documents.rows(ROWS);
    StreamSpec spec =
        StreamSpec.of(Ingested.STREAM)
            .withKey("key")
            .withNesting(Nesting.of(mode).withDepthMax(depth));

    Ingested one = laterLoad(before, List.of(rows), 1, 1, spec);
    Ingested other = laterLoad(before, dealt(rows, random), 1 + random.nextInt(ROWS), 3, spec);

    assertSame(all(one), all(other), then(before, rows));
  }

  private static List<String> all(Ingested ingested) {
    List<String> all = new ArrayList<>(ingested.columns());
    all.addAll(ingested.lines());
    return all;
  }

  private static List<String> then(List<List<String>> before, List<String> later) {
    List<String> all = new ArrayList<>();
    for (List<String> rows : before) {
      all.addAll(rows);
      all.add("then");
    }
    all.addAll(later);
    return all;
  }

  private static Ingested laterLoad(
      List<List<String>> before,
      List<List<String>> later,
      int batchRows,
      int workers,
      StreamSpec spec) {
    JsonLines source = new JsonLines(batchRows);
    before.forEach(rows -> source.round(List.of(rows)));
    Ingested ingested =
        Ingested.of(source.round(later), before.size() + 1, workers, Long.MAX_VALUE, spec);
    assertThat(ingested.failure()).isEmpty();
    return ingested;
  }

  private static Ingested load(
      List<List<String>> splits, int batchRows, int workers, StreamSpec spec) {
    JsonLines source = new JsonLines(batchRows).round(splits);
    Ingested ingested = Ingested.of(source, 1, workers, Long.MAX_VALUE, spec);
    assertThat(ingested.failure()).isEmpty();
    return ingested;
  }

  private static void assertSame(List<String> some, List<String> others, List<String> rows) {
    if (!others.equals(some)) {
      List<String> missing = new ArrayList<>(some);
      others.forEach(missing::remove);
      List<String> unexpected = new ArrayList<>(others);
      some.forEach(unexpected::remove);
      fail(
          "missing %s,\nunexpected %s,\nof rows%n%s", missing, unexpected, String.join("\n", rows));
    }
  }

  private static List<List<String>> dealt(List<String> rows, Random random) {
    List<String> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, random);
    List<List<String>> splits = new ArrayList<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      splits.add(new ArrayList<>());
    }
    shuffled.forEach(row -> splits.get(random.nextInt(splits.size())).add(row));
    return splits;
  }
}
