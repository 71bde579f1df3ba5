// SPDX-License-Identifier: Apache-2.0
package dev.tributary.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.TributaryException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoadIdTest {

  private static final Instant TIME = Instant.parse("2026-11-21T09:15:12.048Z");

  @Test
  void anIdTellsItsTimeAndNumber() {
    LoadId id = LoadId.of(TIME, 42, "k3v9x2m1");

    assertThat(id.value()).isEqualTo("20261121T091512048Z-000042-k3v9x2m1");
    assertThat(id.time()).isEqualTo(TIME);
    assertThat(id.number()).isEqualTo(42);
  }

  @Test
  void idsSortByTimeAndNoneIsFirst() {
    LoadId early = LoadId.of(TIME, 9, "zzzz");
    LoadId late = LoadId.of(TIME.plusMillis(1), 1, "aaaa");

    assertThat(early).isLessThan(late);
    assertThat(LoadId.NONE).isLessThan(early);
    assertThat(early).isGreaterThan(LoadId.NONE);
  }

  @Test
  void aTextThatIsNoIdIsRefused() {
    assertThatThrownBy(() -> new LoadId("../../etc")).isInstanceOf(TributaryException.class);
  }

  @Test
  void fieldsKeepOnlyPlainValues() {
    Fields fields = Fields.of("n", 1).with("list", java.util.List.of("a", true));

    assertThat(fields.number("n")).isEqualTo(1L);
    assertThatThrownBy(() -> Fields.of("d", 1.5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> fields.text("n")).isInstanceOf(TributaryException.class);
    assertThatThrownBy(() -> fields.text("missing")).hasMessageContaining("missing");
  }
}
