// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.batch.BytesColumn;
import dev.tributary.batch.Column;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON in the binary form of variants, and back. */
class VariantTest {

  private final BytesColumn metadata = (BytesColumn) Column.of(Type.BINARY);
  private final BytesColumn values = (BytesColumn) Column.of(Type.BINARY);

  private String back(String json) {
    append(json);
    return VariantJson.text(bytes(metadata), bytes(values));
  }

  private void append(String json) {
    append(json.getBytes(StandardCharsets.UTF_8));
  }

  private void append(byte[] json) {
    BytesColumn texts = (BytesColumn) Column.of(Type.JSON);
    texts.append(json);
    new JsonVariants(FieldPath.of("payload", "raw")).append(texts, 0, metadata, values);
  }

  private static ByteBuffer bytes(BytesColumn column) {
    int last = column.size() - 1;
    return ByteBuffer.wrap(column.data(), column.start(last), column.length(last));
  }

  private static TributaryException refusal(Runnable call) {
    return catchThrowableOfType(TributaryException.class, call::run);
  }

  @Property(tries = 300)
  void aDocumentComesBackWithItsValue(@ForAll long seed) {
    String json = new RandomJson(seed).text();

    assertThat(RandomJson.value(back(json))).isEqualTo(RandomJson.value(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "\"\"",
        "\"ü\\n\"",
        "{}",
        "[]",
        "[[],{}]",
        "{\"\":null}",
        "0",
        "-128",
        "1.0",
        "99999999999999999999999999999999999999",
        "-0.00000000000000000000000000000000000001"
      })
  void whatIsInCanonicalFormComesBackLetterByLetter(String json) {
    assertThat(back(json)).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource({
    "127, 3",
    "128, 4",
    "-32769, 5",
    "2147483648, 6",
    "9223372036854775808, 10",
    "1.5, 8",
    "1.000000000, 9",
    "1e3, 7",
    "1e-400, 7",
    "12345678901234567890e1, 10",
    "100000000000000000000000000000000000000, 7",
    "0.000000000000000000000000000000000000001, 7"
  })
  void aNumberHasTheSmallestTypeThatHoldsIt(String number, int kind) {
    append(number);

    assertThat(bytes(values).get() >> 2).isEqualTo(kind);
  }

  @Test
  void aDoubleComesBackAsTheDoubleThatItWas() {
    assertThat(back("1.7976931348623157E308")).isEqualTo("1.7976931348623157E308");
    assertThat(back("4.9E-324")).isEqualTo("4.9E-324");
  }

  @Test
  void ofANameThatComesTwiceTheLastValueStaysAndNothingElse() {
    assertThat(back("{\"a\":\"short\",\"b\":[1],\"a\":\"a longer text\",\"c\":{\"a\":1,\"a\":2}}"))
        .isEqualTo("{\"a\":\"a longer text\",\"b\":[1],\"c\":{\"a\":2}}");
    String twice = "{\"a\":\"a longer text\",\"a\":0}";
    append(twice);
    int length = bytes(values).remaining();
    append("{\"a\":0}");
    assertThat(bytes(values).remaining()).isEqualTo(length);
  }

  @Test
  void aNameIsStoredOnceHoweverManyObjectsHaveIt() {
    append("[{\"name\":1},{\"name\":2},{\"name\":{\"name\":3}}]");

    assertThat(bytes(metadata).remaining()).isEqualTo(4 + "name".length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nonsense",
        "{\"a\":1",
        "1 2",
        "{a:1}",
        "NaN",
        "01",
        "[1,]",
        "\"\\ud83d\"",
        "{\"\\udf0a\":1}",
        "1e400",
        "1e99999999999999999999",
        "\"open",
        "{}}"
      })
  void whatIsNotJsonIsRefusedByTheFieldsNameAndNeverQuoted(String json) {
    TributaryException refusal = refusal(() -> append(json));

    assertThat(refusal.code()).isEqualTo(ErrorCode.VALUE_REFUSED);
    assertThat(refusal).hasMessageContaining("'payload.raw'").hasNoCause();
    if (json.length() > 2) {
      assertThat(refusal.getMessage()).doesNotContain(json);
    }
    assertThat(values.size()).isZero();
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    TributaryException refusal = refusal(() -> append(new byte[] {'"', (byte) 0xC3, '"'}));

    assertThat(refusal.code()).isEqualTo(ErrorCode.VALUE_REFUSED);
  }

  @Test
  void depthHasALimit() {
    int max = JsonVariants.DEPTH_MAX;
    assertThat(back("[".repeat(max) + "]".repeat(max))).hasSize(2 * max);

    TributaryException refusal =
        refusal(() -> append("{\"a\":".repeat(max + 1) + "1" + "}".repeat(max + 1)));

    assertThat(refusal.code()).isEqualTo(ErrorCode.VALUE_REFUSED);
    assertThat(refusal).hasMessageContaining("deeper than 500");
  }

  @Test
  void largeDocumentsAreWhole() {
    String text = "\"" + "ü".repeat(3_000_000) + "\"";
    StringBuilder wide = new StringBuilder("{\"k0\":" + text);
    for (int i = 1; i < 70_000; i++) {
      wide.append(",\"k").append(i).append("\":").append(i);
    }
    String json = wide.append('}').toString();

    assertThat(RandomJson.value(back(json))).isEqualTo(RandomJson.value(json));
  }
}
