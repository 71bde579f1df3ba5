// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileStateStoreTest extends StateStoreRules {

  @TempDir Path directory;

  @Override
  protected StateStore open() {
    return new FileStateStore(directory.resolve("deep/state"));
  }

  @Test
  void nothingIsMadeBeforeTheFirstWrite() {
    assertThat(open().read("shop")).isEqualTo(PipelineState.empty());
    assertThat(open().pipelines()).isEmpty();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aPipelineIsOneFileWithItsName() {
    open().replace("shop", full().next());
    assertThat(names()).containsExactly("shop.json", "shop.lock");
  }

  @Test
  void whatAWriterThatDiedLeftBehindIsNeitherReadNorKept() throws IOException {
    open().replace("shop", full().next());
    Files.writeString(file("shop.tmp"), "{\"half\":".repeat(100_000));
    assertThat(open().read("shop")).isEqualTo(full().next());
    assertThat(open().pipelines()).containsExactly("shop");
    assertThat(open().replace("shop", full().next().next())).isTrue();
    assertThat(open().read("shop")).isEqualTo(full().next().next());
    assertThat(names()).doesNotContain("shop.tmp");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "[]",
        "{}",
        "{\"pipeline\":\"shop\"}",
        "not json",
        "\u0000\u0000"
      })
  void aFileThatCannotBeUnderstoodIsNamedAndLeftAlone(String text) throws IOException {
    open().replace("shop", full().next());
    Files.writeString(file("shop.json"), text);
    assertUnreadable(() -> open().read("shop"));
    assertUnreadable(() -> open().replace("shop", full().next()));
    assertUnreadable(() -> open().replace("shop", full().next().next()));
    assertThat(file("shop.json")).hasContent(text);
  }

  @Test
  void aFileThatIsNotTextIsUnreadable() throws IOException {
    open().replace("shop", full().next());
    Files.write(file("shop.json"), new byte[] {'{', (byte) 0xff, (byte) 0xfe});
    assertUnreadable(() -> open().read("shop"));
  }

  @Test
  void aFileOfAnotherPipelineIsUnreadable() throws IOException {
    open().replace("shop", full().next());
    Files.copy(file("shop.json"), file("other.json"));
    assertThatThrownBy(() -> open().read("other"))
        .hasMessageContaining("other.json")
        .hasMessageContaining("belongs to pipeline 'shop'");
  }

  @Test
  void filesOfOthersInTheDirectoryAreNoPipelines() throws IOException {
    open().replace("shop", full().next());
    Files.writeString(file("README.json"), "hello");
    Files.writeString(file("shop.json.bak"), "hello");
    assertThat(open().pipelines()).containsExactly("shop");
  }

  @Test
  void aDirectoryThatCannotBeMadeIsWorthTryingAgain() throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("deep"), "a file");
    assertThatThrownBy(() -> open().replace("shop", full().next()))
        .isInstanceOf(TributaryException.class)
        .hasMessageContaining("shop.json")
        .extracting(e -> ((TributaryException) e).code())
        .isEqualTo(ErrorCode.STATE_UNAVAILABLE);
  }

  @Test
  void aThreadThatWasInterruptedMayStillWrite() {
    Thread.currentThread().interrupt();
    try {
      assertThat(open().replace("shop", full().next())).isTrue();
    } finally {
      assertThat(Thread.interrupted()).as("interrupt flag").isTrue();
    }
    assertThat(open().read("shop")).isEqualTo(full().next());
  }

  private void assertUnreadable(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(TributaryException.class)
        .hasMessageContaining(file("shop.json").toString())
        .satisfies(e -> assertThat(((TributaryException) e).nextStep()).isNotEmpty())
        .extracting(e -> ((TributaryException) e).code())
        .isEqualTo(ErrorCode.STATE_UNREADABLE);
  }

  private Path file(String name) {
    return directory.resolve("deep/state").resolve(name);
  }

  private List<String> names() {
    try (Stream<Path> files = Files.list(file("."))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
