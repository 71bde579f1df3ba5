// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonToIcebergTest {

  private static final List<String> OURS =
      List.of("tributary-flat", "tributary-keep", "tributary-tables");

  private static final String OURS_ONLY = String.join(",", OURS);

  @TempDir Path directory;

  @Test
  void eachLayoutHoldsWhatTheGeneratorMade() throws Exception {
    Path json = directory.resolve("report.json");
    Options options =
        Options.parse(
                List.of(
                    "--mb", "2", "--rounds", "1", "--json", json.toString(), "--only", OURS_ONLY))
            .withCache(directory.resolve("cache"));

    Benchmarks.run(JsonToIceberg.NAME, options);

    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertThat(report.path("megabytes").asLong()).isEqualTo(2);
    for (String tool : OURS) {
      JsonNode result = report.path("tools").path(tool);
      assertThat(result.path("wrong").asText()).isEmpty();
      assertThat(result.path("right").asBoolean()).isTrue();
      assertThat(result.path("input-bytes").asLong()).isBetween(2_000_000L, 2_010_000L);
      assertThat(result.path("megabytes-per-cpu-second").asDouble()).isPositive();
    }
  }
}
