// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobParserTest {

  @Test
  void onlyTextWholeNumbersAndTruthValuesAreMade() {
    assertThat(
            JobParser.parse("[a, 1, -20, true, 1.50, 007, yes, 2026-01-01, '1', \"true\"]", "job")
                .plain())
        .isEqualTo(List.of("a", 1L, -20L, true, "1.50", "007", "yes", "2026-01-01", "1", "true"));
  }

  @Test
  void anAliasRepeatsWhatItsAnchorNames() {
    assertThat(JobParser.parse("a: &x {b: 1}\nc: *x", "job").plain())
        .isEqualTo(Map.of("a", Map.of("b", 1L), "c", Map.of("b", 1L)));
  }

  @Test
  void aKeyThatStandsTwiceIsRefused() {
    refuses("a: 1\nb: 2\na: 3", "job:3: the job cannot be read: 'a' stands there twice");
  }

  @Test
  void aliasesThatMultiplyAreRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 20; i++) {
      String last = "*a" + (i - 1);
      bomb.append(
          "a"
              + i
              + ": &a"
              + i
              + " ["
              + String.join(
                  ", ", List.of(last, last, last, last, last, last, last, last, last, last))
              + "]\n");
    }
    refuses(bomb.toString(), "it holds more than 100000 values, aliases included");
  }

  @Test
  void anAliasOfWhatIsNotFinishedIsRefused() {
    refuses("a: &a [*a]", "nothing is called &a before it");
  }

  @Test
  void whatIsTooDeepIsRefusedBeforeTheStackEnds() {
    refuses("[".repeat(100_000), "nested deeper than 30");
  }

  @Test
  void whatIsTooLongIsRefused() {
    byte[] spaces = new byte[2 << 20];
    Arrays.fill(spaces, (byte) ' ');

    assertThatThrownBy(
            () -> JobFile.read(new ByteArrayInputStream(spaces), "job", Path.of(""), Map.of()))
        .hasMessageContaining("longer than 1 MB");
  }

  @Test
  void whatIsNoTextIsRefused() {
    byte[] bytes = {(byte) 0xc3, (byte) 0x28, 0, 1, 2};

    assertThatThrownBy(
            () -> JobFile.read(new ByteArrayInputStream(bytes), "job", Path.of(""), Map.of()))
        .hasMessageContaining("not text in UTF-8");
  }

  @Test
  void nothingTwoDocumentsTagsAndBrokenTextAreRefused() {
    refuses("", "it is empty");
    refuses("# only a comment\n", "it is empty");
    refuses("a: 1\n---\nb: 2", "a second document begins");
    refuses("a: !!java.net.URL [x]", "has no meaning");
    refuses("a: [1", "job:1");
    refuses("a: \u0007", "job:1");
    refuses("{a: 1}}", "job:1");
    refuses("? [a]\n: b", "a key is not a text");
  }

  private static void refuses(String text, String why) {
    assertThatThrownBy(() -> JobParser.parse(text, "job"))
        .isInstanceOfSatisfying(
            TributaryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.JOB_INVALID))
        .hasMessageContaining(why);
  }
}
