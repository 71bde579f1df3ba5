// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.benchmarks.ToolResult.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static final Amount ALL = new Amount(100, 1_000);

  @Test
  void aRatioComparesTheMiddleRounds() {
    Report report = report(tool("tributary", 4, 90, 5), tool("floor", 1, 2, 50));

    assertThat(report.ratios())
        .singleElement()
        .satisfies(ratio -> assertThat(ratio.rate()).isEqualTo(2.0 / 5.0));
  }

  @Test
  void aToolThatLoadsLessIsComparedByItsRate() {
    Report report = report(tool("tributary", 5), tool(new Amount(10, 100), "other", 2));

    assertThat(report.ratios())
        .singleElement()
        .satisfies(ratio -> assertThat(ratio.rate()).isEqualTo(10.0 * 2 / 5))
        .satisfies(ratio -> assertThat(ratio.cpu()).isEqualTo(5.0 / 2 / 10));
  }

  @Test
  void aToolWhoseResultIsWrongGetsNoTime() {
    Report report =
        report(tool("tributary", new Problem(false, "qty differs"), 1), tool("floor", 1));

    assertThat(report.ratios()).isEmpty();
    assertThat(ReportTable.of(report)).containsPattern("tributary +WRONG: qty differs");
  }

  @Test
  void aToolThatIsMissingIsReportedWithTheReason() {
    Report report =
        report(tool("tributary", 1), tool("other", new Problem(true, "there is no python3")));

    assertThat(report.ratios()).isEmpty();
    assertThat(ReportTable.of(report)).containsPattern("other +MISSING: there is no python3");
  }

  private static Report report(ToolResult... tools) {
    return new Report("test", "a table", Map.of("rows", 100L), List.of(tools));
  }

  private static ToolResult tool(String name, double... wallSeconds) {
    return tool(ALL, name, wallSeconds);
  }

  private static ToolResult tool(String name, Problem problem, double... wallSeconds) {
    return new ToolResult(
        name, "tributary", "1", ALL, usages(wallSeconds), 0, Optional.of(problem));
  }

  private static ToolResult tool(Amount amount, String name, double... wallSeconds) {
    return new ToolResult(name, "tributary", "1", amount, usages(wallSeconds), 0, Optional.empty());
  }

  private static List<Usage> usages(double... wallSeconds) {
    return Arrays.stream(wallSeconds)
        .mapToObj(seconds -> new Usage(seconds, seconds, 1, 0, "", Map.of()))
        .toList();
  }
}
