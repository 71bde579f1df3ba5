// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.config.Secret;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateStoresTest {

  @TempDir Path directory;

  @Test
  void stateIsKeptInFilesBesideTheJobWhenNothingIsSaid() {
    write(Map.of());
    assertThat(directory.resolve(".tributary/shop.json")).exists();
  }

  @Test
  void aPathIsRelativeToTheJob() {
    write(Map.of("type", "file", "path", "lake/state"));
    assertThat(directory.resolve("lake/state/shop.json")).exists();
  }

  @Test
  void memoryKeepsNothingOnDisk() {
    write(Map.of("type", "memory"));
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aDatabaseIsReachedByItsUrl() {
    Map<String, String> settings =
        Map.of("type", "jdbc", "url", "jdbc:sqlite:" + directory.resolve("s.db"), "table", "mine");
    write(settings);
    assertThat(StateStores.open(settings, directory).pipelines()).containsExactly("shop");
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() {
    assertThatThrownBy(
            () ->
                StateStores.open(
                    Map.of("type", "jdbc", "path", "x", "tabl", "y", "user", "z"), directory))
        .isInstanceOf(TributaryException.class)
        .hasMessageContaining("state.url is missing")
        .hasMessageContaining("state.path means nothing to type jdbc")
        .hasMessageContaining("state.tabl is not a setting; did you mean 'table'?")
        .hasMessageNotContaining("state.user")
        .extracting(e -> ((TributaryException) e).code())
        .isEqualTo(ErrorCode.SETTING_INVALID);
  }

  @Test
  void aMissingDriverIsNamedByItsUrlWithoutSecrets() {
    StateStore store = jdbc("jdbc:oracle://me:hunter2@host/db?password=hunter2");
    assertThatThrownBy(() -> store.read("shop"))
        .hasMessageContaining("jdbc:oracle://host/db")
        .hasMessageNotContaining("hunter2")
        .extracting(e -> ((TributaryException) e).code())
        .isEqualTo(ErrorCode.DRIVER_MISSING);
  }

  @Test
  void aServerThatIsNotThereIsWorthTryingAgain() {
    for (String driver : new String[] {"postgresql", "mariadb"}) {
      StateStore store = jdbc("jdbc:" + driver + "://127.0.0.1:1/db?password=hunter2");
      assertThatThrownBy(() -> store.read("shop"))
          .isInstanceOf(TributaryException.class)
          .hasStackTraceContaining("tributary_state")
          .satisfies(e -> assertThat(SecretsTest.everythingSaidBy(e)).doesNotContain("hunter2"))
          .extracting(e -> ((TributaryException) e).code())
          .isEqualTo(ErrorCode.STATE_UNAVAILABLE);
    }
  }

  private void write(Map<String, ?> settings) {
    try (StateStore store = StateStores.open(settings, directory)) {
      assertThat(store.replace("shop", PipelineState.empty().next())).isTrue();
    }
  }

  private StateStore jdbc(String url) {
    return StateStores.open(
        Map.of("type", "jdbc", "url", url, "user", "me", "password", Secret.of("hunter2")),
        directory);
  }
}
