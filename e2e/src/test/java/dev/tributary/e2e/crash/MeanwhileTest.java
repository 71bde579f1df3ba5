// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.pipeline.Pipeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Somebody expires snapshots, compacts or rolls back while a run halts, and between runs. What
 * keeps the rows disturbs no load. After a rollback the rows are loaded again, or the tables are
 * refused; never is a row there twice.
 */
class MeanwhileTest {

  private static final Set<ErrorCode> CLEAR =
      Set.of(ErrorCode.TABLE_CHANGED, ErrorCode.LOAD_SUPERSEDED);

  /** What follows one step mostly comes before the next one. */
  private static final boolean NIGHTLY = "nightly".equals(System.getProperty("tests"));

  private record Visit(Stranger stranger, Moment moment) {}

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"APPEND_TO_ONE_TABLE", "APPEND_TO_SEVERAL_TABLES", "REPLACE_SEVERAL_TABLES"})
  void whatOthersDoToTheTablesNeverDoublesARow(Variant variant) {
    Bench undisturbed = new Bench(folder.resolve("undisturbed"), variant, shop -> {});
    List<Moment> moments =
        Moments.of(undisturbed.shop().builder(variant.after())).stream()
            .filter(moment -> NIGHTLY || moment.side() == Moment.Side.BEFORE)
            .toList();
    Evidence expected = Evidence.of(undisturbed.shop());
    List<Visit> visits = new ArrayList<>();
    for (Moment moment : moments) {
      for (Stranger stranger : Stranger.values()) {
        visits.add(new Visit(stranger, moment));
      }
    }

    List<String> differences =
        new Workers(folder, variant, shop -> {})
            .each(visits, (bench, visit) -> visit(bench.shop(), visit, expected));

    System.out.printf("strangers: %d visits, %d differences%n", visits.size(), differences.size());
    assertThat(differences).isEmpty();
  }

  private static String visit(Shop shop, Visit visit, Evidence expected) {
    Attempt halted = Attempt.begin(shop.builder(shop.variant().after()), visit.moment());
    visit.stranger().visit(shop);
    Optional<ErrorCode> first = halted.end();
    Optional<ErrorCode> next = run(shop);
    if (visit.stranger().keepsRows()) {
      return first.isPresent() || next.isPresent()
          ? "failed with " + first + ", " + next
          : expected.tables().equals(Evidence.of(shop).tables()) ? "" : "rows " + Evidence.of(shop);
    }
    return unclear(first) + unclear(next) + rows(Evidence.of(shop), expected, next.isEmpty());
  }

  private static Optional<ErrorCode> run(Shop shop) {
    try (Pipeline pipeline = shop.builder(shop.variant().after()).build()) {
      return pipeline.run().worst().map(TributaryException::code);
    }
  }

  private static String unclear(Optional<ErrorCode> failure) {
    return failure.filter(code -> !CLEAR.contains(code)).map(code -> code + "; ").orElse("");
  }

  /** After a refusal rows may be missing, but none is there twice. */
  private static String rows(Evidence found, Evidence expected, boolean all) {
    boolean doubled =
        found.tables().values().stream()
            .flatMap(table -> table.values().stream())
            .anyMatch(times -> times > 1);
    boolean missing = all && !tables(found).equals(tables(expected));
    return doubled || missing ? "rows " + found.tables() : "";
  }

  private static Map<String, Map<String, Integer>> tables(Evidence evidence) {
    return evidence.tables();
  }
}
