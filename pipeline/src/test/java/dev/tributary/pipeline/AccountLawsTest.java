// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.error.ErrorCode;
import dev.tributary.evolution.ChildKeys;
import dev.tributary.evolution.Contract;
import dev.tributary.evolution.Contract.Rule;
import dev.tributary.evolution.Nesting;
import dev.tributary.evolution.Nesting.Mode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Every row that was read is in the table, in the quarantine, or counted as left out. */
class AccountLawsTest {

  private static final int ROWS = 10;
  private static final String QUARANTINE = "docs__quarantine";

  @Property(tries = 100)
  void everyRowLandsInTheTableOrTheQuarantine(
      @ForAll long seed, @ForAll Mode mode, @ForAll @IntRange(max = 4) int depth) {
    Random random = new Random(seed);
    RandomDocuments documents = new RandomDocuments(random);
    JsonLines source = new JsonLines(1 + random.nextInt(ROWS));
    List<String> all = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      List<List<String>> splits =
          List.of(rows(documents, all, random), rows(documents, all, random));
      source.round(splits);
    }
    boolean quarantined = random.nextInt(4) > 0;
    StreamSpec spec = spec(random, mode, depth, quarantined);

    Ingested ingested = Ingested.of(source, 3, 2, 1 + random.nextInt(3 * ROWS), spec);

    Tally tally = ingested.tally();
    assertThat(ingested.table("docs")).hasSize((int) tally.rows());
    assertThat(ingested.table(QUARANTINE)).hasSize((int) tally.quarantined());
    assertThat(quarantined ? tally.discarded() : tally.quarantined()).isZero();
    List<String> keys = new ArrayList<>();
    ingested.table("docs").forEach(row -> keys.add(row.get("key").toString()));
    ingested.table(QUARANTINE).forEach(row -> keys.add(key((String) row.get("row"))));
    assertThat(keys).doesNotHaveDuplicates();
    if (ingested.failure().isEmpty()) {
      assertThat(tally.read()).isEqualTo(all.size());
      assertThat(keys).hasSize((int) (all.size() - tally.discarded()));
    } else {
      assertThat(ingested.failure().get().code())
          .isIn(ErrorCode.SCHEMA_REFUSED, ErrorCode.VALUE_REFUSED);
    }
  }

  private static List<String> rows(RandomDocuments documents, List<String> all, Random random) {
    List<String> rows = new ArrayList<>();
    for (int i = random.nextInt(ROWS); i >= 0; i--) {
      rows.add(documents.row(all.size()));
      all.add(rows.get(rows.size() - 1));
    }
    return rows;
  }

  private static StreamSpec spec(Random random, Mode mode, int depth, boolean quarantined) {
    ChildKeys keys = random.nextBoolean() ? ChildKeys.INDEX_PATH : ChildKeys.ROW_IDS;
    StreamSpec spec =
        StreamSpec.of(Ingested.STREAM)
            .withKey("key")
            .withNesting(Nesting.of(mode).withDepthMax(depth).withKeys(keys))
            .withContract(
                new Contract(
                    any(random, List.of(Rule.EVOLVE, Rule.DISCARD_ROW, Rule.DISCARD_VALUE)),
                    any(random, List.of(Rule.EVOLVE, Rule.DISCARD_ROW, Rule.DISCARD_VALUE)),
                    any(random, List.of(Rule.values()))));
    return quarantined ? spec.withQuarantine(Quarantine.UNLIMITED) : spec;
  }

  private static Rule any(Random random, List<Rule> rules) {
    return rules.get(random.nextInt(rules.size()));
  }

  private static String key(String row) {
    return ((BigDecimal) ((Map<?, ?>) Pruned.document(row)).get("key")).toPlainString();
  }
}
