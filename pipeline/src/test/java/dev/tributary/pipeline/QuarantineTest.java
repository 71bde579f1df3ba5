// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.error.ErrorCode;
import dev.tributary.evolution.Declaration;
import dev.tributary.evolution.DeclaredColumn;
import dev.tributary.evolution.Nesting;
import dev.tributary.evolution.Nesting.Mode;
import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.tck.memory.MemoryWarehouse;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of rows that are refused. */
class QuarantineTest {

  private final MemoryWarehouse warehouse = new MemoryWarehouse();
  private final Lines lines = new Lines();

  @Test
  void aRowThatCannotBeReadGoesToTheQuarantineInTheSameLoad() {
    lines.add("1", "two", "3");

    StreamReport report = load(spec().withQuarantine(Quarantine.UNLIMITED));

    assertThat(report.tally()).isEqualTo(new Tally(2, 1, 0));
    assertThat(report.loads()).hasSize(1);
    assertThat(numbers("lines")).containsExactly(1L, 3L);
    assertThat(warehouse.rows("lines__quarantine"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row).containsEntry("row", "two").containsEntry("stream", "lines");
              assertThat(row).containsEntry("code", "VALUE_REFUSED");
              assertThat(row).containsEntry("_load_id", report.loads().get(0).value());
            });
  }

  @Test
  void aLongRunOfBadRowsGoesThereWhole() {
    Ingested ingested =
        Ingested.of(
            new JsonLines(10).round(List.of(Collections.nCopies(9_000, "no json"))),
            1,
            1,
            Long.MAX_VALUE,
            StreamSpec.of(Ingested.STREAM).withQuarantine(Quarantine.UNLIMITED));

    assertThat(ingested.failure()).isEmpty();
    assertThat(ingested.tally()).isEqualTo(new Tally(0, 9_000, 0));
    assertThat(ingested.table("docs__quarantine")).hasSize(9_000);
  }

  @Test
  void withoutAQuarantineItFailsTheLoadAndSaysWhere() {
    lines.add("1", "two");

    RunReport report = run(spec());

    assertThat(report.worst().orElseThrow().code()).isEqualTo(ErrorCode.VALUE_REFUSED);
    assertThat(report.worst().orElseThrow().getMessage()).contains("line 2").doesNotContain("two");
    assertThat(warehouse.rows("lines")).isEmpty();
  }

  @Test
  void aLoadWithMoreRefusedRowsThanTheLimitFailsWhole() {
    lines.add("1", "two", "three");

    RunReport report = run(spec().withQuarantine(new Quarantine(1, 1)));

    assertThat(report.worst().orElseThrow().code()).isEqualTo(ErrorCode.QUARANTINE_FULL);
    assertThat(warehouse.rows("lines")).isEmpty();
    assertThat(warehouse.rows("lines__quarantine")).isEmpty();
  }

  @Test
  void aShareIsALimitToo() {
    lines.add("1", "two", "3", "4");

    assertThat(run(spec().withQuarantine(new Quarantine(99, 0.2))).succeeded()).isFalse();
    assertThat(run(spec().withQuarantine(new Quarantine(99, 0.25))).succeeded()).isTrue();
  }

  @Test
  void aStreamOfNothingButRefusedRowsHasAnEmptyTable() {
    lines.add("one");

    StreamReport report = load(spec().withQuarantine(Quarantine.UNLIMITED));

    assertThat(report.tally()).isEqualTo(new Tally(0, 1, 0));
    assertThat(numbers("lines")).isEmpty();
    assertThat(warehouse.rows("lines__quarantine")).hasSize(1);
  }

  @Test
  void aReplaceKeepsWhatIsInTheQuarantine() {
    StreamSpec replace =
        spec().withDisposition(Disposition.REPLACE).withQuarantine(Quarantine.UNLIMITED);
    lines.add("1", "two");
    load(replace);
    lines.add("3");
    load(replace);

    assertThat(numbers("lines")).containsExactly(1L, 3L);
    assertThat(warehouse.rows("lines__quarantine")).hasSize(2);
  }

  @Test
  void aReplayReadsRefusedRowsAgainOnce() {
    lines.add("1", "two");
    StreamSpec spec = spec().withQuarantine(Quarantine.UNLIMITED);
    load(spec);
    lines.understandWords();

    StreamReport first = replay(spec);
    StreamReport second = replay(spec);

    assertThat(first.tally()).isEqualTo(new Tally(1, 0, 0));
    assertThat(second.loads()).isEmpty();
    assertThat(numbers("lines")).containsExactly(1L, 3L);
  }

  @Test
  void whatAReplayRefusesAgainWaitsForTheNextOne() {
    lines.add("1", "two");
    StreamSpec spec = spec().withQuarantine(Quarantine.UNLIMITED);
    load(spec);

    assertThat(replay(spec).tally()).isEqualTo(new Tally(0, 1, 0));
    lines.understandWords();

    assertThat(replay(spec).tally()).isEqualTo(new Tally(1, 0, 0));
    assertThat(numbers("lines")).containsExactly(1L, 3L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9})
  void aRowWithoutTheKeyThatItsChildRowsNeedIsRefusedAlone(int batchRows) {
    JsonLines source =
        new JsonLines(batchRows)
            .round("{\"id\":1,\"a\":[1]}", "{\"a\":[2]}", "{\"id\":3}", "{\"b\":4}");
    StreamSpec spec =
        StreamSpec.of("docs")
            .withKey("id")
            .withNesting(Nesting.of(Mode.TABLES))
            .withQuarantine(Quarantine.UNLIMITED);

    Ingested docs = Ingested.of(source, 1, 1, 9, spec);

    assertThat(docs.tally()).isEqualTo(new Tally(3, 1, 0));
    assertThat(docs.table("docs__quarantine"))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("place", "id"));
    assertThat(docs.table("docs__a")).extracting(row -> row.get("value")).containsExactly(1L);
  }

  @Test
  void aReplayAfterALoadThatFailedFindsNothing() {
    StreamSpec spec = spec().withQuarantine(new Quarantine(0, 1));
    lines.add("1", "two");

    assertThat(run(spec).succeeded()).isFalse();

    assertThat(replay(spec).loads()).isEmpty();
  }

  @Test
  void aReplayBringsOnlyWhatTheLastReplaceRefused() {
    StreamSpec replace =
        spec().withDisposition(Disposition.REPLACE).withQuarantine(Quarantine.UNLIMITED);
    lines.add("1", "two");
    load(replace);
    load(replace);
    lines.understandWords();
    replay(replace);

    assertThat(numbers("lines")).containsExactly(1L, 3L);
    assertThat(replay(replace).loads()).isEmpty();
    load(replace);
    replay(replace);
    assertThat(numbers("lines")).containsExactly(1L, 3L);
  }

  @Test
  void aReplayLeavesToOtherPipelinesWhatTheirStreamsRefused() {
    StreamSpec spec = spec().withQuarantine(Quarantine.UNLIMITED);
    lines.add("two");
    load(spec);
    try (Pipeline other = pipeline("other", spec)) {
      other.run().orThrow();
      lines.understandWords();
      replay(spec);
      other.replay().orThrow();
    }

    assertThat(numbers("lines")).containsExactly(3L, 3L);
  }

  private StreamReport replay(StreamSpec spec) {
    try (Pipeline pipeline = pipeline(spec)) {
      return pipeline.replay().orThrow().streams().get(0);
    }
  }

  private List<Object> numbers(String table) {
    return warehouse.rows(table).stream().map(row -> (Object) row.get("number")).toList();
  }

  private StreamReport load(StreamSpec spec) {
    return run(spec).orThrow().streams().get(0);
  }

  @Test
  void aRowIsNotNamedByAKeyThatNobodyMayRead() {
    lines.add("two");
    StreamSpec secret =
        spec()
            .withKey("number")
            .withDeclaration(Declaration.of(List.of(DeclaredColumn.of("number").hashed())));

    load(secret.withQuarantine(Quarantine.UNLIMITED));

    assertThat(warehouse.rows("lines__quarantine").toString()).doesNotContain("line 1");
    assertThat(run(secret.withTable("other")).worst().orElseThrow())
        .hasMessageContaining("not told");
  }

  private RunReport run(StreamSpec spec) {
    try (Pipeline pipeline = pipeline(spec)) {
      return pipeline.run();
    }
  }

  private Pipeline pipeline(StreamSpec spec) {
    return pipeline("text", spec);
  }

  private Pipeline pipeline(String name, StreamSpec spec) {
    return Pipeline.named(name).source(lines).sink(warehouse.sink()).stream(spec).build();
  }

  private static StreamSpec spec() {
    return StreamSpec.of("lines");
  }
}
