// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.Batch;
import dev.tributary.error.ErrorCode;
import dev.tributary.evolution.ChildKeys;
import dev.tributary.evolution.Contract;
import dev.tributary.evolution.Contract.Rule;
import dev.tributary.evolution.Nesting;
import dev.tributary.evolution.Nesting.Mode;
import dev.tributary.evolution.Nesting.OnLimit;
import dev.tributary.formats.JsonOptions;
import dev.tributary.formats.JsonReader;
import java.io.ByteArrayInputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Broken documents through the whole pipeline: nothing but our own exception comes out, and every
 * row is in the table or in the quarantine. {@code -Dtests=nightly} breaks 100,000.
 */
class MutatedDocumentsTest {

  private static final boolean NIGHTLY = "nightly".equals(System.getProperty("tests"));
  private static final int DOCUMENTS = NIGHTLY ? 100_000 : 1_000;
  private static final int DOCUMENTS_PER_RUN = 20;

  @Test
  void everyRowOfBrokenDocumentsIsAccountedFor() {
    int runs = DOCUMENTS / DOCUMENTS_PER_RUN;
    Map<ErrorCode, Integer> failures = new EnumMap<>(ErrorCode.class);
    for (int seed = 0; seed < runs; seed++) {
      check(seed, failures);
    }
    System.out.printf("fuzz: %d documents, %d runs, failed %s%n", DOCUMENTS, runs, failures);
    int failed = failures.values().stream().mapToInt(Integer::intValue).sum();
    assertThat(failed).isLessThan(runs / 3);
  }

  private static void check(int seed, Map<ErrorCode, Integer> failures) {
    Random random = new Random(seed);
    RandomDocuments documents = new RandomDocuments(random);
    Mutations mutations = new Mutations(random);
    JsonOptions options = options(random);
    List<byte[]> splits =
        List.of(
            mutations.text(documents.rows(DOCUMENTS_PER_RUN / 2)),
            mutations.text(documents.rows(DOCUMENTS_PER_RUN / 2)));

    Ingested ingested =
        Ingested.of(new JsonLines(options).bytes(splits), 1, 2, Long.MAX_VALUE, spec(random));

    Tally tally = ingested.tally();
    assertThat(ingested.table("docs")).as("seed %d", seed).hasSize((int) tally.rows());
    assertThat(ingested.table("docs__quarantine")).hasSize((int) tally.quarantined());
    if (ingested.failure().isPresent()) {
      failures.merge(ingested.failure().get().code(), 1, Integer::sum);
      assertThat(ingested.lines()).as("seed %d", seed).isEmpty();
      assertThat(ingested.failure().get().code().kind()).isEqualTo(ErrorCode.Kind.USER);
    } else {
      long read = splits.stream().mapToLong(split -> rows(split, options)).sum();
      assertThat(tally.read()).as("seed %d", seed).isEqualTo(read);
      assertThat(tally.discarded()).isZero();
    }
  }

  /** Rows and refused rows, as the JSON door counts them by itself. */
  private static long rows(byte[] split, JsonOptions options) {
    long rows = 0;
    try (JsonReader reader = JsonReader.of("in", new ByteArrayInputStream(split), options)) {
      for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
        rows += batch.rows() + reader.refused().size();
      }
      return rows + reader.refused().size();
    }
  }

  private static JsonOptions options(Random random) {
    return JsonOptions.lines()
        .batch(1 + random.nextInt(DOCUMENTS_PER_RUN), 1 << 20)
        .jsonDepth(random.nextInt(6))
        .depthMax(4 + random.nextInt(8))
        .valueBytesMax(random.nextInt(4) == 0 ? 8 : 1 << 20);
  }

  private static StreamSpec spec(Random random) {
    ChildKeys keys = random.nextBoolean() ? ChildKeys.INDEX_PATH : ChildKeys.ROW_IDS;
    StreamSpec spec =
        StreamSpec.of(Ingested.STREAM)
            .withQuarantine(Quarantine.UNLIMITED)
            .withContract(
                new Contract(
                    Rule.EVOLVE,
                    Rule.EVOLVE,
                    List.of(Rule.EVOLVE, Rule.DISCARD_ROW, Rule.BESIDE).get(random.nextInt(3))))
            .withNesting(
                Nesting.of(Mode.values()[random.nextInt(3)])
                    .withDepthMax(random.nextInt(5))
                    .withKeys(keys)
                    .withLimits(20 + random.nextInt(50), 1 + random.nextInt(9), OnLimit.JSON));
    return random.nextBoolean() ? spec.withKey("key") : spec;
  }
}
