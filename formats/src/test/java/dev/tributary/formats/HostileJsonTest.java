// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.batch.Batch;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.source.RefusedRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileJsonTest {

  private static final Map<String, Object> GOOD = Map.of("a", 1L);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":2}",
        "{\"a\":null,\"a\":2}",
        "{\"b\":[{\"a\":1,\"a\":1}]}",
        "{\"a\":[1,\"x\"],\"b\":1,\"b\":1}",
      })
  void anObjectWithOneNameTwiceIsRefused(String line) {
    assertThat(refusedBetweenGoodOnes(line).reason())
        .isEqualTo("An object has two fields of one name");
  }

  @Test
  void nestingIsLimited() {
    JsonOptions options = JsonOptions.lines().depthMax(3);
    String fits = "{\"n\":[[[]]]}";
    String deep = "{\"n\":[[[{}]]]}";

    assertThat(Json.of(options, fits).refused()).isEmpty();
    assertThat(Json.of(options, deep).reason()).isEqualTo("A row nests more than 3 levels deep");
    assertThat(Json.of(options.jsonDepth(0), deep).reason()).contains("3 levels");
    assertThat(Json.of(options.jsonPaths(Set.of("n")), deep).reason()).contains("3 levels");
    assertThat(Json.of(options.jsonDepth(0), fits).rows()).containsExactly(Map.of("n", "[[[]]]"));
  }

  @ParameterizedTest
  @ValueSource(ints = {102, 9_000, 1_000_000})
  void nestingNeverOverflowsTheStack(int levels) {
    refusedBetweenGoodOnes("{\"n\":" + "[".repeat(levels) + "]".repeat(levels) + "}");
    refusedBetweenGoodOnes("{\"n\":".repeat(levels) + "1" + "}".repeat(levels));
    refusedBetweenGoodOnes("[".repeat(levels));
  }

  @Test
  void numbersOfMoreThanAThousandDigitsAreRefused() {
    assertThat(refusedBetweenGoodOnes("{\"n\":" + "9".repeat(10_000) + "}").reason())
        .isEqualTo("A number has more than 1000 digits");
    assertThat(refusedBetweenGoodOnes("{\"n\":0." + "9".repeat(10_000) + "}").reason())
        .isEqualTo("A number has more than 1000 digits");
  }

  @Test
  void halfASurrogatePairIsRefused() {
    assertThat(refusedBetweenGoodOnes("{\"t\":\"\\ud800\"}").reason())
        .isEqualTo("A text holds half a surrogate pair");
    assertThat(refusedBetweenGoodOnes("{\"t\":\"\\udc00x\"}").reason())
        .isEqualTo("A text holds half a surrogate pair");
    refusedBetweenGoodOnes("{\"\\ud800\":1}");
    refusedBetweenGoodOnes("{\"\\udc00\":1}");
    assertThat(Json.lines("{\"t\":\"\\ud83e\\udd86\"}").rows()).containsExactly(Map.of("t", "🦆"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ff",
        "c0 80",
        "e0 80 80",
        "ed a0 80",
        "f5 80 80 80",
        "f4 90 80 80",
        "e2 82",
        "80"
      })
  void bytesThatAreNotUtf8AreRefused(String hex) {
    byte[] text = hex(hex);
    ByteArrayOutputStream in = new ByteArrayOutputStream();
    in.writeBytes("{\"a\":1}\n{\"t\":\"".getBytes(StandardCharsets.UTF_8));
    in.writeBytes(text);
    in.writeBytes("\"}\n{\"a\":1}\n".getBytes(StandardCharsets.UTF_8));

    Json json = Json.of(JsonOptions.lines(), in.toByteArray());

    assertThat(json.rows()).containsExactly(GOOD, GOOD);
    assertThat(json.refused()).hasSize(1);
  }

  @Test
  void aZeroByteIsRefusedAndAnEscapedOneIsText() {
    refusedBetweenGoodOnes("{\"t\":\"\0\"}");
    refusedBetweenGoodOnes("\0");
    assertThat(Json.lines("{\"t\":\"\\u0000\"}").rows()).containsExactly(Map.of("t", "\0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1",
        "{\"a\":\"x",
        "{\"a\":",
        "{\"a\":tru",
        "{\"a\":1}}",
        "{\"a\":1}x",
        "{\"a\":1} x",
        "{\"a\":1}{\"a\":2}",
        "{\"a\":01}",
        "{a:1}",
        "{\"a\":NaN}",
        "[{\"a\":1}]",
        "5",
        "\"a\"",
        "null",
        "x",
        "}",
        ",",
        "\uFEFF{\"a\":1}",
      })
  void whatIsNoObjectOnALineOfItsOwnIsRefused(String line) {
    if (line.equals("{\"a\":1} x")) {
      assertThat(Json.lines(line).rows()).containsExactly(GOOD);
      assertThat(Json.lines(line).refused().get(0).raw()).isEqualTo("x");
    } else {
      assertThat(refusedBetweenGoodOnes(line).raw()).isEqualTo(line);
    }
  }

  @Test
  void anObjectOverTwoLinesIsRefusedAndTheNextLineIsRead() {
    Json json = Json.lines("{\"b\":", "{\"a\":1}", "}", "{\"a\":1}", "", "  ", "\r", "{\"a\":1}\r");

    assertThat(json.rows()).containsExactly(GOOD, GOOD, GOOD);
    assertThat(json.refused()).extracting(RefusedRow::place).containsExactly("in:1", "in:3");
    assertThat(json.refused()).extracting(RefusedRow::raw).containsExactly("{\"b\":", "}");
  }

  @Test
  void severalObjectsMayShareALine() {
    assertThat(Json.lines("{\"a\":1} {\"a\":1}\t{\"b\":2}").rows())
        .containsExactly(GOOD, GOOD, Map.of("b", 2L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void aByteOrderMarkSaysTheEncoding(String charset) {
    String text = "{\"a\":\"Grün 🦆\"}\n".repeat(5_000);
    byte[] marked = ("\uFEFF" + text).getBytes(Charset.forName(charset));

    assertThat(Json.of(JsonOptions.lines(), marked).rows())
        .hasSize(5_000)
        .allMatch(Map.of("a", "Grün 🦆")::equals);
    assertThat(Json.of(JsonOptions.documents(), text.getBytes(Charset.forName(charset))).rows())
        .hasSize(5_000);
  }

  @Test
  void brokenUtf16IsAnErrorThatSaysSo() {
    byte[] bytes = hex("ff fe 7b 00 7d 00 00 d8 0a 00");

    TributaryException error = failure(JsonOptions.lines(), bytes);

    assertThat(error.code()).isEqualTo(ErrorCode.VALUE_REFUSED);
    assertThat(error).hasMessageContaining("encoding");
  }

  @Test
  void aDocumentThatEndsEarlyIsAnErrorThatSaysWhere() {
    TributaryException error =
        failure(
            JsonOptions.documents(), "[{\"a\":1},\n{\"secret\":".getBytes(StandardCharsets.UTF_8));

    assertThat(error.code()).isEqualTo(ErrorCode.VALUE_REFUSED);
    assertThat(error.getMessage())
        .isEqualTo("in ends in the middle of a value at line 2, column 11");
    assertThat(error.nextStep()).isNotBlank();
  }

  @Test
  void whatIsNoJsonInADocumentIsAnErrorThatSaysWhere() {
    TributaryException error =
        failure(
            JsonOptions.documents(), "[{\"a\":1},\n{secret:1}]".getBytes(StandardCharsets.UTF_8));

    assertThat(error.getMessage()).isEqualTo("in is not JSON at line 2, column 2");
  }

  @Test
  void aBadRowOfADocumentIsLeftOutWhereItIsJson() {
    Json json = Json.documents("[{\"a\":1},", "{\"a\":1,\"a\":[2]},5,", "{\"a\":1}]");

    assertThat(json.rows()).containsExactly(GOOD, GOOD);
    assertThat(json.refused())
        .extracting(RefusedRow::place, RefusedRow::raw)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("in:2", "{\"a\":1,\"a\":[2]}"),
            org.assertj.core.groups.Tuple.tuple("in:2", "5"));
  }

  @Test
  void aTextBeyondItsLimitIsRefused() {
    JsonOptions options = JsonOptions.lines().valueBytesMax(1_000).rowBytesMax(5_000);

    assertThat(Json.of(options, "{\"t\":\"" + "x".repeat(1_000) + "\"}").refused()).isEmpty();
    assertThat(Json.of(options, "{\"t\":\"" + "ü".repeat(501) + "\"}").reason())
        .isEqualTo("A text is longer than 1000 bytes");
    assertThat(Json.of(options, "{\"t\":[" + "1,".repeat(5_000) + "1]}").reason())
        .isEqualTo("The line is longer than 5000 bytes");
    assertThat(Json.of(options.jsonDepth(0), "{\"t\":[" + "1,".repeat(600) + "1]}").reason())
        .contains("1000 bytes");
  }

  @Test
  void aLongLineThatIsNoJsonIsKeptWholeSoThatItCanBeReadAgain() {
    String line = "{\"t\":\"" + "x".repeat(3_000_000) + "\", no JSON}";

    assertThat(Json.of(JsonOptions.lines(), line).refused().get(0).raw()).isEqualTo(line);
  }

  @Test
  void aLineOfAHundredMegabytesIsRefusedAndNotKept() {
    InputStream in =
        new SequenceInputStream(
            new SequenceInputStream(bytes("{\"a\":1}\n{\"t\":\""), repeated('x', 100_000_000)),
            bytes("\"}\n{\"a\":1}\n"));

    Json json = Json.of(JsonReader.of("in", in, JsonOptions.lines().rowBytesMax(1 << 20)));

    assertThat(json.rows()).containsExactly(GOOD, GOOD);
    assertThat(json.refused().get(0).raw()).hasSize(64 << 10);
    assertThat(json.reason()).isEqualTo("The line is longer than 1048576 bytes");
  }

  @Test
  void tooManyFieldsAreAnErrorThatNamesTheObjectWithTheMost() {
    StringBuilder line = new StringBuilder("{\"x\":1,\"by_id\":[{\"k0\":1");
    for (int i = 1; i < 50; i++) {
      line.append(",\"k").append(i).append("\":1");
    }

    TributaryException error =
        failure(
            JsonOptions.lines().fieldsMax(40),
            line.append("}]}").toString().getBytes(StandardCharsets.UTF_8));

    assertThat(error.code()).isEqualTo(ErrorCode.SCHEMA_REFUSED);
    assertThat(error)
        .hasMessage("The rows have more than 40 fields; most of them, 38, are in 'by_id'");
  }

  @Test
  void aNameOfAMegabyteIsRefused() {
    assertThat(refusedBetweenGoodOnes("{\"" + "n".repeat(1 << 20) + "\":1}").reason())
        .contains("name longer than 10000");
  }

  @Test
  void aFieldWithoutNameIsUnnamedAndNeverMixedUp() {
    assertThat(Json.lines("{\"\":1,\"o\":{\"\":2}}").rows())
        .containsExactly(Map.of("unnamed", 1L, "o", Map.of("unnamed", 2L)));
    assertThat(Json.lines("{\"\":1,\"unnamed\":2}").reason()).contains("without a name");
    assertThat(Json.lines("{\"unnamed\":1}", "{\"\":2}").reason()).contains("without a name");
  }

  @Test
  void aRefusedRowLeavesNothingBehind() {
    Json json = Json.lines("{\"a\":1}", "{\"a\":2,\"new\":{\"x\":[1]},\"a\":3}", "{\"a\":1}");

    assertThat(json.schemas()).containsExactly("[a:long]");
    assertThat(json.rows()).containsExactly(GOOD, GOOD);
  }

  @Test
  void refusedRowsCanBeReadAgainWithTheirPlaces() {
    JsonOptions options = JsonOptions.lines();
    List<RefusedRow> refused =
        List.of(
            new RefusedRow(ErrorCode.VALUE_REFUSED, "f:7", "?", "{\"a\":\n1}"),
            new RefusedRow(ErrorCode.VALUE_REFUSED, "f:9", "?", "{\"a\":"),
            new RefusedRow(ErrorCode.VALUE_REFUSED, "g, byte 5", "?", "{\"a\":1}"));

    Json json = Json.of(JsonReader.again(refused, options));

    assertThat(json.rows()).containsExactly(GOOD, GOOD);
    assertThat(json.refused()).extracting(RefusedRow::place).containsExactly("f:9");
  }

  @Test
  void rowsThatWereNoTextAreNotMendedByReadingThemAgain() {
    Json json = Json.of(JsonOptions.lines(), latin("{\"a\":\"x\u00ff\"}\n{\"a\":\"x\ry\"}\n"));

    assertThat(json.refused()).hasSize(2);
    assertThat(Json.of(JsonReader.again(json.refused(), JsonOptions.lines())).rows()).isEmpty();
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void aReadThatGoesOnStillKnowsItsLines() {
    byte[] lines = "{\"a\":1}\n\n{\"a\":1}\n{\n".getBytes(StandardCharsets.UTF_8);
    JsonReader begun =
        JsonReader.of("in", new ByteArrayInputStream(lines), JsonOptions.lines().batch(2, 100));
    begun.next();

    Json rest =
        Json.of(
            JsonReader.of("in", new ByteArrayInputStream(lines), JsonOptions.lines())
                .from(begun.position()));

    assertThat(rest.refused()).extracting(RefusedRow::place).containsExactly("in:4");
  }

  @Test
  void aLongRunOfBadRowsIsHandedOverInTurnsWithBatchesThatHaveNoRow() {
    byte[] bytes = ("no json\n".repeat(10_000) + "{}").getBytes(StandardCharsets.UTF_8);
    JsonReader reader = JsonReader.of("in", new ByteArrayInputStream(bytes), JsonOptions.lines());

    List<Integer> refused = new ArrayList<>();
    int rows = 0;
    for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
      rows += batch.rows();
      refused.add(reader.refused().size());
    }

    assertThat(refused).containsExactly(4_000, 4_000, 2_000);
    assertThat(rows).isEqualTo(1);
  }

  private static RefusedRow refusedBetweenGoodOnes(String line) {
    Json json = Json.lines("{\"a\":1}", line, "{\"a\":1}");
    assertThat(json.rows()).as(line).containsExactly(GOOD, GOOD);
    assertThat(json.refused()).hasSize(1);
    RefusedRow refused = json.refused().get(0);
    assertThat(refused.place()).isEqualTo("in:2");
    assertThat(refused.reason()).isNotBlank();
    assertThat(line)
        .startsWith(refused.raw().substring(0, Math.min(1_000, refused.raw().length())));
    return refused;
  }

  private static TributaryException failure(JsonOptions options, byte[] bytes) {
    return catchThrowableOfType(TributaryException.class, () -> Json.of(options, bytes));
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static InputStream repeated(char character, int count) {
    return new InputStream() {
      private int left = count;

      @Override
      public int read() {
        return left-- > 0 ? character : -1;
      }
    };
  }

  private static byte[] hex(String digits) {
    return java.util.HexFormat.ofDelimiter(" ").parseHex(digits);
  }
}
