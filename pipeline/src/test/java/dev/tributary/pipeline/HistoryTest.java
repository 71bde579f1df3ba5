// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.error.ErrorCode;
import dev.tributary.evolution.Nesting;
import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.tck.memory.MemoryWarehouse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

class HistoryTest {

  private final MemoryWarehouse warehouse = new MemoryWarehouse();
  private final StreamSpec merging =
      StreamSpec.of("docs").withKey("id").withDisposition(Disposition.MERGE);
  private final StreamSpec keeping = keeping(History.STANDARD);

  @Example
  void aRowThatHasChangedEndsTheOneBefore() {
    run(keeping, "{\"id\":1,\"n\":1}\n{\"id\":2,\"n\":1}", "{\"id\":2,\"n\":2}");

    assertThat(present("n")).containsExactlyInAnyOrder(1L, 2L);
    assertThat(warehouse.rows("docs")).hasSize(3);
    assertThat(warehouse.rows("docs"))
        .filteredOn(row -> row.get("_valid_to") != null)
        .singleElement()
        .satisfies(row -> assertThat(row.get("_valid_to")).isEqualTo(latest()));
  }

  @Example
  void aRowThatComesAgainInAnotherTypeHasNotChanged() {
    run(
        keeping,
        "{\"id\":1,\"n\":5,\"gone\":null}",
        "{\"id\":1,\"n\":5.0}\n{\"id\":2,\"n\":0.5,\"more\":1}");

    assertThat(warehouse.rows("docs")).hasSize(2);
  }

  @Example
  void aFieldMayTellTheVersion() {
    run(
        keeping(History.STANDARD.withVersion("v").withColumns("since", "until")),
        "{\"id\":1,\"v\":1,\"n\":1}",
        "{\"id\":1,\"v\":1,\"n\":2}",
        "{\"id\":1,\"v\":2,\"n\":3}");

    assertThat(warehouse.rows("docs"))
        .extracting(row -> row.get("n"))
        .containsExactlyInAnyOrder(1L, 3L);
    assertThat(warehouse.rows("docs").get(0))
        .containsKeys("since", "until")
        .doesNotContainKey("_version");
  }

  @Example
  void whatVanishesFromACompleteReadEnds() {
    StreamSpec retiring = keeping(History.STANDARD.retiringMissing());
    load(retiring, "{\"id\":1,\"n\":1}", "{\"id\":2,\"n\":1}");

    load(retiring, "{\"id\":2,\"n\":1}");

    assertThat(present("id")).containsExactly(2L);
    assertThat(warehouse.rows("docs")).hasSize(2);
  }

  @Example
  void nothingEndsForBeingMissingWhenRowsWereRefused() {
    StreamSpec retiring =
        keeping(History.STANDARD.retiringMissing()).withQuarantine(Quarantine.UNLIMITED);
    load(retiring, "{\"id\":1,\"n\":1}", "{\"id\":2,\"n\":1}");

    load(retiring, "{\"id\":2,\"n\":2}", "no JSON");

    assertThat(present("id")).containsExactlyInAnyOrder(1L, 2L);
  }

  @Example
  void childTablesHaveNoHistory() {
    StreamSpec nested = keeping.withNesting(Nesting.of(Nesting.Mode.TABLES));

    assertThat(run(nested, "{\"id\":1}").worst().orElseThrow().code())
        .isEqualTo(ErrorCode.MODE_UNSUPPORTED);
  }

  @Property(tries = 80)
  void thePresentRowsAreThoseOfTheLastLoadAndEveryTimeHasItsRows(@ForAll long seed) {
    Random random = new Random(seed);
    StreamSpec retiring = keeping(History.STANDARD.retiringMissing());
    List<Map<Long, Long>> states = new ArrayList<>();
    List<Instant> times = new ArrayList<>();
    for (int load = 0; load < 4; load++) {
      Map<Long, Long> state = new TreeMap<>();
      for (int i = 0; i < 6; i++) {
        state.put((long) random.nextInt(8), (long) random.nextInt(3));
      }
      states.add(state);
      load(retiring, lines(state));
      times.add(latest());
    }

    for (int load = 0; load < states.size(); load++) {
      assertThat(at(times.get(load))).isEqualTo(states.get(load));
    }
  }

  /** What the table had at a time. */
  private Map<Long, Long> at(Instant time) {
    Map<Long, Long> state = new HashMap<>();
    for (Map<String, @Nullable Object> row : warehouse.rows("docs")) {
      Instant from = (Instant) row.get("_valid_from");
      Instant to = (Instant) row.get("_valid_to");
      if (!from.isAfter(time) && (to == null || to.isAfter(time))) {
        assertThat(state.put((Long) row.get("id"), (Long) row.get("n"))).isNull();
      }
    }
    return state;
  }

  private Instant latest() {
    return warehouse.rows("docs").stream()
        .flatMap(
            row ->
                java.util.stream.Stream.of(
                    (Instant) row.get("_valid_from"),
                    row.get("_valid_to") == null ? Instant.MIN : (Instant) row.get("_valid_to")))
        .max(Instant::compareTo)
        .orElseThrow();
  }

  private List<Object> present(String column) {
    List<Object> values = new ArrayList<>();
    for (Map<String, @Nullable Object> row : warehouse.rows("docs")) {
      if (row.get("_valid_to") == null) {
        values.add(row.get(column));
      }
    }
    return values;
  }

  private StreamSpec keeping(History history) {
    return merging.withMerging(Merging.UPSERT.keeping(history).withDeleteFlag("gone"));
  }

  private static String[] lines(Map<Long, Long> state) {
    return state.entrySet().stream()
        .map(each -> "{\"id\":" + each.getKey() + ",\"n\":" + each.getValue() + "}")
        .toArray(String[]::new);
  }

  /** A run that reads these lines from their start. */
  private void load(StreamSpec spec, String... lines) {
    try (Pipeline pipeline = pipeline(spec, new JsonLines(3).round(lines))) {
      pipeline.run().orThrow();
    }
  }

  /** As many runs as there are rounds. */
  private RunReport run(StreamSpec spec, String... rounds) {
    JsonLines source = new JsonLines(3);
    for (String round : rounds) {
      source.round(round.split("\n"));
    }
    try (Pipeline pipeline = pipeline(spec, source)) {
      RunReport report = pipeline.run();
      for (int i = 1; i < rounds.length; i++) {
        report = pipeline.run();
      }
      return report;
    }
  }

  private Pipeline pipeline(StreamSpec spec, JsonLines source) {
    return Pipeline.named("history").source(source).sink(warehouse.sink()).stream(spec).build();
  }
}
