// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a job file says and what a builder says are the same checks. */
class CheckReaderTest {

  @Test
  void everyKindIsReadAsItIsBuilt() {
    List<Check> read =
        read(
            Map.of("rows", Map.of("min", 1L, "max", 10L)),
            Map.of("rows", Map.of("against-last", Map.of("min-ratio", "0.5", "max-ratio", "2.0"))),
            Map.of("fresh", Map.of("column", "at", "within", "24h")),
            Map.of("fresh", Map.of("column", "at", "against-last", true)),
            Map.of("not-null", List.of("a", "b"), "share", "0.9"),
            Map.of("not-null", "a", "severity", "warn", "name", "has a", "samples", 3L),
            Map.of("unique", List.of("a"), "table", "items"),
            Map.of("accepted", Map.of("column", "a", "values", List.of("x", 1L, true))),
            Map.of("range", Map.of("column", "a", "min", 1L, "max", "2.5")),
            Map.of("references", Map.of("columns", "a", "table", "t", "of", "id")),
            Map.of("compare", Map.of("left", "a", "op", ">=", "right", "b")),
            Map.of(
                "any",
                List.of(
                    Map.of("not", Map.of("compare", Map.of("left", "a", "op", "=", "value", 1L))),
                    Map.of("all", List.of(Map.of("not-null", "b"))))),
            Map.of("java", Map.of("type", "even", "column", "n")));

    assertThat(read)
        .containsExactly(
            Check.rows(1, 10),
            Check.rowsAgainstLast(0.5, 2.0),
            Check.fresh("at", Duration.ofHours(24)),
            Check.notOlderThanLast("at"),
            Check.notNull("a", "b").withShare(0.9),
            Check.notNull("a").withSeverity(Severity.WARN).withName("has a").withSamples(3),
            Check.unique("a").inTable("items"),
            Check.that(Condition.accepted("a", "x", "1", "true")),
            Check.that(Condition.between("a", "1", "2.5")),
            Check.references(List.of("a"), "t", List.of("id")),
            Check.that(Condition.columns("a", Comparison.AT_LEAST, "b")),
            Check.that(
                Condition.any(
                    Condition.not(Condition.value("a", Comparison.EQUAL, "1")),
                    Condition.all(Condition.notNull("b")))),
            Check.of("even", Map.of("column", "n")));
  }

  @Test
  void aCheckIsCalledAfterWhatItAsks() {
    assertThat(read(Map.of("not-null", List.of("a", "b"))).get(0).name())
        .isEqualTo("not-null a, b");
    assertThat(read(Map.of("compare", Map.of("left", "a", "op", "<", "value", 3L))).get(0).name())
        .isEqualTo("a < 3");
  }

  @Test
  void whatIsNotAListOfGroupsIsRefused() {
    assertThat(problems(Map.of()))
        .containsExactly("checks must be a list, each check with a dash: '- not-null: [id]'");
    assertThat(problems(List.of("not-null")))
        .containsExactly("checks.1 must be a group with a kind of check, such as 'not-null: [id]'");
    assertThat(problems(List.of(Map.of("all", List.of()))))
        .containsExactly("checks.1.all must be a list of conditions, such as '- not-null: id'");
    assertThat(problems(List.of(Map.of("not", Map.of("unique", "a")))))
        .containsExactly(
            "checks.1.not.unique is no condition; use one of [not-null, accepted, range, compare,"
                + " all, any, not]");
  }

  @SafeVarargs
  private static List<Check> read(Map<String, Object>... written) {
    List<String> problems = new ArrayList<>();
    List<Check> checks = Check.read("checks", List.of(written), problems);
    assertThat(problems).isEmpty();
    return checks;
  }

  private static List<String> problems(Object written) {
    List<String> problems = new ArrayList<>();
    Check.read("checks", written, problems);
    return problems;
  }
}
