// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.ChildKeys;
import dev.tributary.evolution.Nesting;
import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.pipeline.Merging.Strategy;
import dev.tributary.tck.memory.MemoryWarehouse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class MergeTest {

  private final MemoryWarehouse warehouse = new MemoryWarehouse();
  private final StreamSpec merging =
      StreamSpec.of("docs").withKey("userId").withDisposition(Disposition.MERGE);
  private final StreamSpec nested = merging.withNesting(Nesting.of(Nesting.Mode.TABLES));

  @Example
  void aRowTakesThePlaceOfTheOneWithItsKeyByTheNameThatTheTableHas() {
    run(merging, "{\"userId\":1,\"n\":1}\n{\"userId\":2,\"n\":1}", "{\"userId\":2,\"n\":2}");

    assertThat(values("n")).containsExactlyInAnyOrder(1L, 2L);
    assertThat(values("user_id")).containsExactlyInAnyOrder(1L, 2L);
  }

  @Example
  void aStreamThatAppendedMayMergeFromNowOn() {
    run(merging.withDisposition(Disposition.APPEND), "{\"userId\":1,\"n\":1}");

    run(merging, "read already", "{\"userId\":1,\"n\":2}\n{\"userId\":3,\"n\":2}");

    assertThat(values("n")).containsExactlyInAnyOrder(2L, 2L);
  }

  @Example
  void rowsThatAreDeletedGo() {
    StreamSpec deleting = merging.withMerging(Merging.UPSERT.withDeleteFlag("isGone"));

    run(
        deleting,
        "{\"userId\":1,\"isGone\":false}\n{\"userId\":2,\"isGone\":false}",
        "{\"userId\":1,\"isGone\":true}");

    assertThat(values("user_id")).containsExactly(2L);
  }

  @Example
  void aRowWithoutItsKeyIsRefused() {
    TributaryException refused = run(merging, "{\"n\":1}").worst().orElseThrow();

    assertThat(refused.code()).isEqualTo(ErrorCode.VALUE_REFUSED);
    assertThat(refused).hasMessageContaining("user_id");
  }

  @Example
  void aRowWithoutItsKeyGoesIntoTheQuarantineWhereThereIsOne() {
    run(merging.withQuarantine(Quarantine.UNLIMITED), "{\"n\":1}\n{\"userId\":1,\"n\":2}")
        .orThrow();

    assertThat(values("n")).containsExactly(2L);
    assertThat(warehouse.rows("docs__quarantine")).hasSize(1);
  }

  @Example
  void aKeyThatComesInAnotherTypeIsRefused() {
    run(merging, "{\"userId\":1}").orThrow();

    TributaryException refused =
        run(merging, "read already", "{\"userId\":\"one\"}").worst().orElseThrow();

    assertThat(refused.code()).isEqualTo(ErrorCode.SCHEMA_REFUSED);
    assertThat(refused).hasMessageContaining("user_id").hasMessageContaining("string");
    assertThat(values("user_id")).containsExactly(1L);
  }

  @Example
  void aStreamWithoutAKeyCannotMerge() {
    StreamSpec keyless = StreamSpec.of("docs").withDisposition(Disposition.MERGE);

    assertThat(run(keyless, "{\"n\":1}").worst().orElseThrow().code())
        .isEqualTo(ErrorCode.SETTING_INVALID);
  }

  @Example
  void aGroupTakesThePlaceOfTheOneThatIsThere() {
    StreamSpec groups =
        StreamSpec.of("docs")
            .withDisposition(Disposition.MERGE)
            .withMerging(Merging.UPSERT.byGroups("day"));

    run(
        groups,
        "{\"day\":1,\"userId\":1}\n{\"day\":1,\"userId\":2}\n{\"day\":2,\"userId\":3}",
        "{\"day\":1,\"userId\":4}\n{\"day\":1,\"userId\":4}");

    assertThat(values("user_id")).containsExactlyInAnyOrder(3L, 4L, 4L);
  }

  @Example
  void childRowsGoWithTheRowThatIsReplaced() {
    run(
        nested,
        "{\"userId\":1,\"items\":[{\"a\":1},{\"a\":2}]}\n{\"userId\":2,\"items\":[{\"a\":3}]}",
        "{\"userId\":1}");

    assertThat(warehouse.rows("docs__items")).extracting(row -> row.get("a")).containsExactly(3L);
  }

  @Example
  void aChildTableIsNotMadeForRowsThatDidNotStay() {
    run(nested, "{\"userId\":1}", "{\"userId\":1,\"items\":[{\"a\":1}]}\n{\"userId\":1}");

    assertThat(warehouse.tables()).extracting(Object::toString).containsExactly("docs");
  }

  @Example
  void aReplayOfSingleRowsDoesNotReplaceTheirGroup() {
    StreamSpec groups =
        StreamSpec.of("docs")
            .withDisposition(Disposition.MERGE)
            .withMerging(Merging.UPSERT.byGroups("day"))
            .withQuarantine(Quarantine.UNLIMITED);
    run(groups, "{\"day\":1,\"n\":1}\n{\"n\":2}").orThrow();

    try (Pipeline pipeline =
        Pipeline.named("merge").source(new JsonLines(4)).sink(warehouse.sink()).stream(groups)
            .build()) {
      assertThat(pipeline.replay().worst().orElseThrow().code())
          .isEqualTo(ErrorCode.MODE_UNSUPPORTED);
    }
    assertThat(values("n")).containsExactly(1L);
  }

  @Example
  void rowIdsTieNoRowsThatAreMerged() {
    StreamSpec byIds =
        merging.withNesting(Nesting.of(Nesting.Mode.TABLES).withKeys(ChildKeys.ROW_IDS));

    assertThat(run(byIds, "{\"userId\":1}").worst().orElseThrow().code())
        .isEqualTo(ErrorCode.MODE_UNSUPPORTED);
  }

  @Property(tries = 150)
  void childTablesHaveWhatTheLastRowsHad(@ForAll long seed) {
    Random random = new Random(seed);
    JsonLines source = new JsonLines(1 + random.nextInt(6));
    Map<Long, List<Long>> last = new LinkedHashMap<>();
    boolean inserts = random.nextBoolean();
    StreamSpec spec =
        nested.withMerging(
            Merging.UPSERT
                .withDeleteFlag("gone")
                .withStrategy(inserts ? Strategy.INSERT_ONLY : Strategy.UPSERT));
    for (int load = 0; load < 3; load++) {
      source.round(documents(random, last, inserts));
    }

    Ingested merged = Ingested.of(source, 3, 1 + random.nextInt(3), Long.MAX_VALUE, spec);

    assertThat(merged.failure()).isEmpty();
    Map<Long, List<Long>> rows = new LinkedHashMap<>();
    merged.table("docs").forEach(row -> rows.put((Long) row.get("user_id"), new ArrayList<>()));
    merged
        .table("docs__items")
        .forEach(row -> rows.get((Long) row.get("_root_user_id")).add((Long) row.get("a")));
    rows.values().forEach(Collections::sort);
    assertThat(rows).isEqualTo(last);
  }

  /** Rows of one round, and in {@code last} what is there after it was merged. */
  private static List<List<String>> documents(
      Random random, Map<Long, List<Long>> last, boolean inserts) {
    Map<Long, Optional<List<Long>>> winners = new LinkedHashMap<>();
    List<List<String>> splits = new ArrayList<>();
    for (int split = 1 + random.nextInt(4); split > 0; split--) {
      List<String> rows = new ArrayList<>();
      for (int i = random.nextInt(8); i >= 0; i--) {
        long key = random.nextInt(6);
        List<Long> items = random.longs(random.nextInt(3), 0, 1000).sorted().boxed().toList();
        boolean gone = random.nextInt(6) == 0;
        String list = items.stream().map(a -> "{\"a\":" + a + "}").collect(joining(",", "[", "]"));
        rows.add("{\"userId\":" + key + ",\"gone\":" + gone + ",\"items\":" + list + "}");
        winners.put(key, gone ? Optional.empty() : Optional.of(items));
      }
      splits.add(rows);
    }
    winners.forEach(
        (key, items) -> {
          if (!inserts || !last.containsKey(key)) {
            last.remove(key);
            items.ifPresent(present -> last.put(key, present));
          }
        });
    return splits;
  }

  @Property(tries = 60)
  void theLastOfTheRowsWinsHoweverTheyCome(@ForAll long seed) {
    Random random = new Random(seed);
    List<List<String>> splits = new ArrayList<>();
    Map<Long, String> last = new LinkedHashMap<>();
    for (int split = 1 + random.nextInt(5); split > 0; split--) {
      List<String> rows = new ArrayList<>();
      for (int i = random.nextInt(8); i >= 0; i--) {
        long key = random.nextInt(5);
        String value = value(random);
        rows.add("{\"userId\":" + key + ",\"v\":" + value + ",\"n\":" + random.nextInt(9) + "}");
        last.put(key, value.replace("\"", ""));
      }
      splits.add(rows);
    }
    JsonLines source = new JsonLines(1 + random.nextInt(6));
    source.round(List.of(List.of("{\"userId\":0,\"v\":1}", "{\"userId\":9,\"v\":2}")));

    Ingested merged =
        Ingested.of(source.round(splits), 2, 1 + random.nextInt(3), Long.MAX_VALUE, merging);

    last.put(9L, "2");
    last.putIfAbsent(0L, "1");
    assertThat(merged.failure()).isEmpty();
    assertThat(merged.table("docs"))
        .hasSameSizeAs(last.keySet())
        .allSatisfy(row -> assertThat(row.toString()).contains("=" + last.get(row.get("user_id"))));
  }

  @Property(tries = 60)
  void theGreatestWinsInWhateverOrderTheyCome(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rows.add("{\"userId\":" + i % 4 + ",\"version\":" + i + "}");
    }
    Collections.shuffle(rows, random);
    List<List<String>> splits = List.of(rows.subList(0, 7), rows.subList(7, 20));
    StreamSpec spec = merging.withMerging(Merging.UPSERT.withDedupBy("version"));

    Ingested merged =
        Ingested.of(new JsonLines(1 + random.nextInt(6)).round(splits), 1, 2, Long.MAX_VALUE, spec);

    assertThat(merged.table("docs"))
        .extracting(row -> row.get("version"))
        .containsExactlyInAnyOrder(16L, 17L, 18L, 19L);
  }

  /** Mostly numbers; another kind ends a batch and goes to a file of its own. */
  private static String value(Random random) {
    int number = 100 + random.nextInt(900);
    return random.nextInt(3) == 0 ? "\"x" + number + "\"" : Integer.toString(number);
  }

  private RunReport run(StreamSpec spec, String... rounds) {
    RunReport report;
    JsonLines source = new JsonLines(10);
    for (String round : rounds) {
      source.round(round.split("\n"));
    }
    try (Pipeline pipeline =
        Pipeline.named("shop").source(source).sink(warehouse.sink()).stream(spec).build()) {
      report = pipeline.run();
      for (int i = 1; i < rounds.length && report.worst().isEmpty(); i++) {
        report = pipeline.run();
      }
    }
    return report;
  }

  private List<Object> values(String column) {
    return warehouse.rows("docs").stream().map(row -> row.get(column)).toList();
  }
}
