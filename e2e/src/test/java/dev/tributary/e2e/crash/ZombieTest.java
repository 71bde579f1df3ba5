// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.error.ErrorCode;
import dev.tributary.tck.memory.MemoryStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run halts, two others take over, load more and sweep; then it wakes up and goes on. */
class ZombieTest {

  private static final int MORE = 2;

  /** What was staged may have been swept when the sleeper wants to write it anew. */
  private static final Set<ErrorCode> HONEST =
      Set.of(ErrorCode.LOAD_SUPERSEDED, ErrorCode.SINK_UNAVAILABLE);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"APPEND_TO_SEVERAL_TABLES", "REPLACE_SEVERAL_TABLES"})
  void aRunThatWakesUpLateNeitherDoublesNorLosesARow(Variant variant) {
    Bench undisturbed = new Bench(folder.resolve("undisturbed"), variant, shop -> {});
    Set<Moment> moments = Set.copyOf(Moments.of(undisturbed.shop().builder(variant.after())));
    undisturbed.shop().run(variant.after() + MORE);
    Evidence expected = Evidence.of(undisturbed.shop());

    List<String> differences =
        new Workers(folder, variant, shop -> {})
            .each(moments, (bench, moment) -> sleep(bench.shop(), moment, expected));

    System.out.printf("zombies: %d, %d differences%n", moments.size(), differences.size());
    assertThat(differences).isEmpty();
  }

  private static String sleep(Shop shop, Moment moment, Evidence expected) {
    Variant variant = shop.variant();
    MemoryStream orders = variant.stream(variant.after());
    Attempt sleeper = Attempt.begin(shop.builder(orders, shop.sink()), moment);
    shop.run(variant.after());
    variant.add(orders, variant.after(), variant.after() + MORE);
    shop.run(variant.after() + MORE);
    Optional<ErrorCode> failure = sleeper.end();
    shop.run(variant.after() + MORE);
    return failure
            .filter(code -> !HONEST.contains(code))
            .map(code -> "failed with " + code + "; ")
            .orElse("")
        + expected.differences("in the end", Evidence.of(shop));
  }
}
