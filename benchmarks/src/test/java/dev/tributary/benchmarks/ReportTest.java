// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {

  @Test
  void aRatioComparesTheMiddleRounds() {
    Report report = report(tool("tributary", 4, 90, 5), tool("floor", 1, 2, 50));

    assertThat(report.ratios())
        .singleElement()
        .satisfies(ratio -> assertThat(ratio.rate()).isEqualTo(2.0 / 5.0));
  }

  @Test
  void aToolWhoseResultIsWrongGetsNoTime() {
    ToolResult wrong =
        new ToolResult("tributary", "1", List.of(usage(1)), 0, Optional.of("qty differs"));
    Report report = report(wrong, tool("floor", 1));

    assertThat(report.ratios()).isEmpty();
    assertThat(ReportTable.of(report)).contains("tributary  WRONG: qty differs");
  }

  private static Report report(ToolResult... tools) {
    return new Report("test", 100, 1_000, 2, "PostgreSQL", List.of(tools));
  }

  private static ToolResult tool(String name, double... wallSeconds) {
    List<Usage> rounds = Arrays.stream(wallSeconds).mapToObj(ReportTest::usage).toList();
    return new ToolResult(name, "1", rounds, 0, Optional.empty());
  }

  private static Usage usage(double wallSeconds) {
    return new Usage(wallSeconds, wallSeconds, 1, 0, "", Map.of());
  }
}
