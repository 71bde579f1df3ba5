// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.evolution.Contract;
import dev.tributary.evolution.Contract.Rule;
import dev.tributary.evolution.Nesting;
import dev.tributary.evolution.Nesting.Mode;
import dev.tributary.evolution.Nesting.OnLimit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GuardedContractTest {

  private static final String MANY =
      IntStream.range(0, 30)
          .mapToObj(i -> "\"junk" + i + "\":1")
          .collect(Collectors.joining(",", "{\"id\":2,", "}"));

  @Test
  void fieldsThatTheContractLeavesOutDoNotCountTowardsTheLimits() {
    JsonLines source =
        new JsonLines(10).round(List.of(List.of("{\"id\":1}"))).round(List.of(List.of(MANY)));
    StreamSpec spec =
        StreamSpec.of(Ingested.STREAM)
            .withContract(new Contract(Rule.EVOLVE, Rule.DISCARD_VALUE, Rule.EVOLVE))
            .withNesting(Nesting.of(Mode.KEEP).withLimits(10, 5, OnLimit.REFUSE));

    Ingested ingested = Ingested.of(source, 2, 1, Long.MAX_VALUE, spec);

    assertThat(ingested.failure()).isEmpty();
    assertThat(ingested.table("docs")).extracting(row -> row.get("id")).containsExactly(1L, 2L);
  }
}
