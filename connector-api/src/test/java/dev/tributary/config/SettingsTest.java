// SPDX-License-Identifier: Apache-2.0
package dev.tributary.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.TributaryException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

  private static final Setting<String> URL = Setting.text("url").required();
  private static final Setting<Secret> PASSWORD = Setting.secret("password");
  private static final Setting<Long> ROWS = Setting.number("page-rows", 1, 100).orElse(10L);
  private static final Setting<Duration> TIMEOUT = Setting.duration("request-timeout");
  private static final Setting<Long> SIZE = Setting.bytes("file-size");
  private static final Setting<Map<String, Secret>> PROPERTIES = Setting.properties("properties");
  private static final Settings SETTINGS =
      Settings.of(URL, PASSWORD, ROWS, TIMEOUT, SIZE, PROPERTIES);

  @Test
  void everythingThatIsWrongIsReportedTogether() {
    assertThatThrownBy(
            () -> SETTINGS.read("source", Map.of("page_rows", 5, "request-timeout", "soon")))
        .isInstanceOf(TributaryException.class)
        .hasMessageContaining("source.url is missing")
        .hasMessageContaining("did you mean 'page-rows'?")
        .hasMessageContaining("source.request-timeout is 'soon'");
  }

  @Test
  void valuesAreReadFromTextAndFromWhatJsonHas() {
    Config config =
        SETTINGS.read(
            "source",
            Map.of("url", "x", "page-rows", "50", "request-timeout", "2m", "file-size", "3 MB"));

    assertThat(config.get(ROWS)).isEqualTo(50);
    assertThat(config.get(TIMEOUT)).isEqualTo(Duration.ofMinutes(2));
    assertThat(config.get(SIZE)).isEqualTo(3L << 20);
  }

  @Test
  void aSettingThatIsLeftOutHasItsDefaultOrNothing() {
    Config config = SETTINGS.read("source", Map.of("url", "x"));

    assertThat(config.get(ROWS)).isEqualTo(10);
    assertThat(config.find(PASSWORD)).isEmpty();
  }

  @Test
  void aSecretNeverPrints() {
    Config config = SETTINGS.read("source", Map.of("url", "x", "password", "s3cret"));

    assertThat(config + " " + config.get(PASSWORD)).doesNotContain("s3cret");
    assertThat(config.get(PASSWORD).reveal()).isEqualTo("s3cret");
  }

  @Test
  void aConfigThatWasRevealedReadsBackAsItself() {
    Config config =
        SETTINGS.read(
            "source",
            Map.of(
                "url", "x",
                "password", "p",
                "request-timeout", "1500ms",
                "properties", Map.of("ssl", true)));

    assertThat(SETTINGS.read("source", config.reveal().asMap())).isEqualTo(config);
  }

  @Test
  void aNumberOutOfBoundsSaysTheBounds() {
    assertThatThrownBy(() -> SETTINGS.read("source", Map.of("url", "x", "page-rows", 101)))
        .hasMessageContaining("between 1 and 100");
  }
}
