// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcToIcebergTest {

  @TempDir Path directory;

  @Test
  void aRunMeasuresEachToolAndFindsTheSameRows() throws Exception {
    Path json = directory.resolve("report.json");
    Options options =
        Options.parse(List.of("--rows", "10000", "--rounds", "1", "--json", json.toString()))
            .withCache(directory.resolve("cache"));

    Benchmarks.run(JdbcToIceberg.NAME, options);

    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertThat(report.path("rows").asLong()).isEqualTo(10_000);
    for (String tool : List.of(TributaryTool.NAME, FloorTool.NAME)) {
      JsonNode result = report.path("tools").path(tool);
      assertThat(result.path("wrong").asText()).isEmpty();
      assertThat(result.path("right").asBoolean()).isTrue();
      assertThat(result.path("each")).hasSize(1);
      assertThat(result.path("wall-seconds").asDouble()).isPositive();
      assertThat(result.path("cpu-seconds").asDouble()).isPositive();
      assertThat(result.path("peak-bytes").asLong()).isGreaterThan(10_000_000);
    }
    assertThat(report.at("/tools/tributary/bytes-written").asLong()).isGreaterThan(100_000);
    assertThat(report.at("/tools/floor/bytes-written").asLong()).isZero();
    assertThat(report.at("/ratios/floor/rate").asDouble()).isPositive();
  }

  @Test
  void aToolThatIsNotThereIsRefused() {
    Options options =
        Options.parse(List.of("--rows", "100", "--only", "nosuch"))
            .withCache(directory.resolve("cache"));

    assertThatThrownBy(() -> new JdbcToIceberg(options).run())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nosuch")
        .hasMessageContaining("tributary");
  }
}
