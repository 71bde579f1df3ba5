// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.config.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceholdersTest {

  @TempDir Path folder;
  private Placeholders placeholders;

  @BeforeEach
  void setUp() {
    placeholders =
        new Placeholders(Map.of("HOST", "db", "EMPTY", "", "ODD", "${HOST} $1 \\"), folder);
  }

  @Test
  void environmentVariablesAreFilledIn() {
    assertThat(placeholders.fill("jdbc:x://${HOST}:${PORT:-5432}/${EMPTY:-a:-b}"))
        .isEqualTo("jdbc:x://db:5432/a:-b");
  }

  @Test
  void whatWasFilledInIsNotLookedAtAgain() {
    assertThat(placeholders.fill("<${ODD}>")).isEqualTo("<${HOST} $1 \\>");
  }

  @Test
  void twoDollarsStandForThePlaceholderItself() {
    assertThat(placeholders.fill("$${HOST} costs $5")).isEqualTo("${HOST} costs $5");
  }

  @Test
  void theFolderOfTheJobCanBeNamed() {
    assertThat(placeholders.fill("${job.dir}/x")).isEqualTo(folder + "/x");
  }

  @Test
  void aTextThatHoldsASecretBecomesOne() throws Exception {
    Files.writeString(folder.resolve("password"), "hush\n");

    assertThat(placeholders.fill("u:${secret:file:password}@${secret:env:HOST}"))
        .isEqualTo(Secret.of("u:hush@db"));
  }

  @Test
  void whatCannotBeFilledIsNamedWithWhatToDo() {
    refuses("${NONE}", "needs the environment variable NONE, which is not set");
    refuses("${EMPTY}", "needs the environment variable EMPTY");
    refuses("${secret:env:NONE}", "needs the environment variable NONE");
    refuses("${secret:file:none}", "names a secret file that cannot be read");
    refuses("${secret:aws:shop/db#password}", "secret provider 'aws', which is not available yet");
    refuses("${a b}", "names no environment variable");
    refuses("${HOST", "has a ${ without its }");
  }

  private void refuses(String text, String why) {
    assertThatThrownBy(() -> placeholders.fill(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
