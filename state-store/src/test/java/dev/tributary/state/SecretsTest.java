// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tributary.config.Secret;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks for secrets in everything that is written or said. */
class SecretsTest {

  private static final List<String> SECRETS =
      List.of("s3cret-token-\u00e9", "s3cret-t", "k3y-of-the-user", "pa55word");

  @TempDir Path directory;

  @Test
  void noSecretIsWrittenByAnyStore() throws IOException {
    for (Map<String, String> settings :
        List.of(
            Map.of("type", "file", "path", "files"),
            Map.of("type", "jdbc", "url", "jdbc:sqlite:" + directory.resolve("state.db")),
            Map.of(
                "type", "jdbc",
                "url", "jdbc:h2:" + directory.resolve("state"),
                "user", "sa",
                "password", "pa55word"))) {
      StateStore store = StateStores.open(settings, directory);
      Secret key = Secret.of("k3y-of-the-user");
      new EncryptedCredentials(store, "shop", key).save("token", Secret.of(SECRETS.get(0)));
      assertThat(new EncryptedCredentials(store, "shop", key).find("token")).isPresent();
      assertSilent(store.read("shop").toString());
      assertSilent(StateJson.write(store.read("shop")));
    }
    int files = 0;
    for (Path file : files()) {
      assertSilent(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      assertSilent(Files.readString(file, StandardCharsets.ISO_8859_1));
      files++;
    }
    assertThat(files).isGreaterThanOrEqualTo(4);
  }

  @Test
  void noSecretIsSaidWhenADatabaseRefusesIt() {
    String h2 = "jdbc:h2:" + directory.resolve("state");
    open(h2, "pa55word").replace("shop", PipelineState.empty().next());
    assertSilent(refusal(open(h2, "s3cret-t")));
    assertSilent(refusal(open(h2 + ";NO_SUCH=pa55word", "pa55word")));
    assertSilent(refusal(open("jdbc:postgresql://127.0.0.1:pa55word/", "pa55word")));
    assertSilent(refusal(open(Servers.postgres() + "?currentSchema=pa55word", "pa55word")));
  }

  @Test
  void aRefusedUserIsToldSo() {
    String h2 = "jdbc:h2:" + directory.resolve("state");
    open(h2, "pa55word").replace("shop", PipelineState.empty().next());
    for (StateStore store : List.of(open(h2, "other"), open(Servers.postgres(), "pa55word"))) {
      assertThat(catchThrowable(() -> store.read("shop")))
          .isInstanceOf(TributaryException.class)
          .extracting(e -> ((TributaryException) e).code())
          .isEqualTo(ErrorCode.ACCESS_DENIED);
    }
  }

  static String everythingSaidBy(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SQLException sql) {
        sql.forEach(next -> text.append(next.toString()));
      }
    }
    return text.toString();
  }

  private StateStore open(String url, String password) {
    return StateStores.open(
        Map.of("type", "jdbc", "url", url, "user", "sa", "password", password), directory);
  }

  private static String refusal(StateStore store) {
    Throwable failure = catchThrowable(() -> store.read("shop"));
    assertThat(failure).isInstanceOf(TributaryException.class);
    return everythingSaidBy(failure);
  }

  private static void assertSilent(String text) {
    assertThat(text).doesNotContain(SECRETS);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
