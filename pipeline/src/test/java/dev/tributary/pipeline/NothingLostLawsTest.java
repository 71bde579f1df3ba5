// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.evolution.ChildKeys;
import dev.tributary.evolution.Contract;
import dev.tributary.evolution.Contract.Rule;
import dev.tributary.evolution.Nesting;
import dev.tributary.evolution.Nesting.Mode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/**
 * What went in as JSON can be read from the tables, over several loads, also where kinds differ
 * between them. Not told apart: what holds nothing, and scalars of kinds that met in text.
 */
class NothingLostLawsTest {

  private static final int ROWS = 8;
  private static final int ROUNDS = 3;

  @Property(tries = 80)
  void everyValueOfADocumentIsInTheTables(
      @ForAll long seed, @ForAll Mode mode, @ForAll @IntRange(max = 5) int depth) {
    Random random = new Random(seed);
    List<String> rows = new RandomDocuments(random).rows(ROWS * ROUNDS);
    JsonLines source = new JsonLines(1 + random.nextInt(ROWS));
    for (int from = 0; from < rows.size(); from += ROWS) {
      source.round(
          List.of(rows.subList(from, from + ROWS / 2), rows.subList(from + ROWS / 2, from + ROWS)));
    }

    Ingested ingested =
        Ingested.of(source, ROUNDS, 2, 1 + random.nextInt(2 * ROWS), spec(random, mode, depth));

    assertThat(ingested.failure()).isEmpty();
    Map<String, Map<String, @Nullable Object>> byKey = new HashMap<>();
    ingested.table(Ingested.STREAM).forEach(row -> byKey.put(row.get("key").toString(), row));
    assertThat(byKey).hasSize(rows.size());
    Traced traced = new Traced(ingested);
    int scalars = 0;
    for (String row : rows) {
      Map<?, ?> document = (Map<?, ?>) Pruned.document(row);
      traced.follow(document, byKey.get(key(document)));
      scalars += Ingested.scalars(document);
    }
    assertThat(traced.lost()).as(() -> String.join("\n", rows)).isEmpty();
    assertThat(ingested.scalars()).as(() -> String.join("\n", rows)).isEqualTo(scalars);
  }

  private static String key(Map<?, ?> document) {
    return ((BigDecimal) document.get("key")).toPlainString();
  }

  private static StreamSpec spec(Random random, Mode mode, int depth) {
    ChildKeys keys = random.nextBoolean() ? ChildKeys.INDEX_PATH : ChildKeys.ROW_IDS;
    Rule types = random.nextBoolean() ? Rule.EVOLVE : Rule.BESIDE;
    return StreamSpec.of(Ingested.STREAM)
        .withKey("key")
        .withContract(new Contract(Rule.EVOLVE, Rule.EVOLVE, types))
        .withNesting(Nesting.of(mode).withDepthMax(depth).withKeys(keys));
  }
}
