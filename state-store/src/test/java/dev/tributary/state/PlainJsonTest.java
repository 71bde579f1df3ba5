// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Fields;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainJsonTest {

  @Test
  void fieldsAreAJsonObjectInTheirOrder() {
    Fields fields =
        Fields.of("name", "caf\u00e9")
            .with("count", Long.MIN_VALUE)
            .with("done", true)
            .with("list", List.of("a", 1, List.of(), Fields.empty()));
    String text =
        "{\"name\":\"caf\\u00E9\",\"count\":-9223372036854775808,\"done\":true,"
            + "\"list\":[\"a\",1,[],{}]}";
    assertThat(PlainJson.write(fields)).isEqualTo(text);
    assertThat(PlainJson.read(text)).isEqualTo(fields);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "1",
        "[]",
        "null",
        "{",
        "{\"a\":1",
        "{\"a\":[1,2}",
        "{} {}",
        "{}x",
        "{\"a\":null}",
        "{\"a\":1.5}",
        "{\"a\":1e3}",
        "{\"a\":NaN}",
        "{\"a\":9223372036854775808}",
        "{\"a\":99999999999999999999999999999999}",
        "{\"a\":1,\"a\":2}",
        "{'a':1}",
        "{\"a\":1,}",
        "{\"a\":\"\\ud800",
        "// no\n{}",
        "\ufeff{}"
      })
  void anythingElseIsUnreadable(String text) {
    assertThatThrownBy(() -> PlainJson.read(text))
        .isInstanceOf(TributaryException.class)
        .extracting(e -> ((TributaryException) e).code())
        .isEqualTo(ErrorCode.STATE_UNREADABLE);
  }

  @Test
  void depthHasALimitWhichIsTheSameBothWays() {
    Fields deepest = nested(PlainJson.DEPTH_MAX - 2);
    assertThat(PlainJson.read(PlainJson.write(deepest))).isEqualTo(deepest);
    assertThatThrownBy(() -> PlainJson.write(nested(PlainJson.DEPTH_MAX - 1)))
        .extracting(e -> ((TributaryException) e).code())
        .isEqualTo(ErrorCode.LIMIT_REACHED);
    for (String open : List.of("{\"a\":", "[")) {
      assertThatThrownBy(() -> PlainJson.read("{\"a\":" + open.repeat(1_000_000)))
          .extracting(e -> ((TributaryException) e).code())
          .isEqualTo(ErrorCode.STATE_UNREADABLE);
    }
  }

  @Test
  void lengthHasALimit() {
    String long16M = "x".repeat(16 << 20);
    Fields fields = Fields.of("a", List.of(long16M, long16M, long16M, long16M));
    assertThatThrownBy(() -> PlainJson.write(fields))
        .extracting(e -> ((TributaryException) e).code())
        .isEqualTo(ErrorCode.LIMIT_REACHED);
  }

  @Test
  void halfACharacterIsKeptInValuesAndRefusedInNames() {
    Fields value = Fields.of("a", "x\ud800");
    assertThat(PlainJson.read(PlainJson.write(value))).isEqualTo(value);
    assertThatThrownBy(() -> PlainJson.write(Fields.of("x\ud800", 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anErrorDoesNotRepeatTheText() {
    assertThatThrownBy(() -> PlainJson.read("{\"password\": hunter2}"))
        .hasMessageContaining("at character 20")
        .hasNoCause()
        .hasMessageNotContaining("hunter2");
  }

  /** Depth 1 is the root; the innermost value stands {@code levels + 2} deep. */
  private static Fields nested(int levels) {
    Fields fields = Fields.of("a", 1);
    for (int i = 0; i < levels; i++) {
      fields = Fields.of("a", fields);
    }
    return fields;
  }
}
