// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.sink.MaintenanceRequest;
import dev.tributary.sink.MaintenanceRequest.Task;
import dev.tributary.tck.memory.MemoryWarehouse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaintenanceTest {

  @Test
  void aSinkThatCannotMaintainSaysSo() {
    try (Pipeline pipeline =
        Pipeline.named("docs").source(new JsonLines(10)).sink(new MemoryWarehouse().sink()).stream(
                StreamSpec.of("docs"))
            .build()) {
      TributaryException refused =
          catchThrowableOfType(
              TributaryException.class, () -> pipeline.maintain(MaintenanceRequest.standard()));

      assertThat(refused.code()).isEqualTo(ErrorCode.MODE_UNSUPPORTED);
      assertThat(refused).hasMessageContaining("docs");
    }
  }

  @Test
  void aRequestAsksForAllUnlessItSaysWhat() {
    MaintenanceRequest all = MaintenanceRequest.standard();

    assertThat(Task.values()).allMatch(all::wants);
    assertThat(all.only(List.of("expire")).wants(Task.EXPIRE)).isTrue();
    assertThat(all.only(List.of("expire")).wants(Task.COMPACT)).isFalse();
    assertThat(all.orphansOlderThan()).isEqualTo(Duration.ofDays(3));
  }

  @Test
  void allThatIsWrongWithARequestIsSaidTogether() {
    TributaryException refused =
        catchThrowableOfType(
            TributaryException.class,
            () ->
                MaintenanceRequest.of(
                    Map.of("only", "compct", "orphans-older-than", "5m", "keep-snapshot", 3)));

    assertThat(refused.code()).isEqualTo(ErrorCode.SETTING_INVALID);
    assertThat(refused)
        .hasMessageContaining("maintain.only is 'compct'")
        .hasMessageContaining("maintain.orphans-older-than is 5m")
        .hasMessageContaining("keep-snapshot is not a setting; did you mean 'keep-snapshots'?");
  }
}
