// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rows that are read from bytes, beside the parser. A tab behind the first brace is not plain, so
 * the parser reads such a row.
 */
class PlainRowsTest {

  private static final JsonOptions OPTIONS =
      JsonOptions.lines().detect(EnumSet.allOf(Detector.class)).jsonDepth(3).depthMax(20);

  @Property(tries = 400)
  void documentsAreReadAsByTheParser(@ForAll long seed) {
    assertSame(lines(new AnyJson(new Random(seed)), 30), OPTIONS);
  }

  @Property(tries = 400)
  void documentsOfAKnownShapeAreReadAsByTheParser(@ForAll long seed) {
    AnyRecords any = new AnyRecords(new Random(seed));
    String[] lines = Stream.generate(any::row).limit(30).toArray(String[]::new);
    assertSame(lines, OPTIONS);
  }

  @Property(tries = 400)
  void brokenDocumentsOfAKnownShapeAreReadAsByTheParser(@ForAll long seed) {
    Random random = new Random(seed);
    AnyRecords any = new AnyRecords(random);
    String[] lines = Stream.generate(any::row).limit(30).toArray(String[]::new);
    for (int i = 10; i < lines.length; i += 1 + random.nextInt(3)) {
      lines[i] = "{" + broken(lines[i].substring(1), random);
    }
    assertSame(lines, OPTIONS);
  }

  /** However few bytes the stream gives at a time, also within values. */
  @Property(tries = 100)
  void rowsMayArriveInPieces(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int each) {
    AnyRecords any = new AnyRecords(new Random(seed));
    String[] lines = Stream.generate(any::row).limit(20).toArray(String[]::new);
    byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);

    assertThat(Json.of(JsonReader.of("in", inPieces(text, each), OPTIONS)))
        .isEqualTo(Json.of(OPTIONS, text));
  }

  @Property(tries = 2_000)
  void aNumberIsWhatTheParserReads(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    String text = AnyRecords.number(random);
    PlainNumber number = new PlainNumber();
    byte[] bytes = (text + ",0123456").getBytes(StandardCharsets.US_ASCII);

    int end = number.read(bytes, 0);

    try (JsonParser parser = Jackson.FACTORY.createParser("[" + text + "]")) {
      parser.nextToken();
      parser.nextToken();
      if (end < 0) {
        Scalar scalar = new Scalar(OPTIONS);
        scalar.read(parser, parser.currentToken());
        assertThat(scalar.kind()).isIn(Kind.DECIMAL, Kind.STRING, Kind.LONG);
      } else if (number.isWhole()) {
        assertThat(number.whole()).as(text).isEqualTo(parser.getLongValue());
      } else {
        assertThat(number.fraction()).as(text).isEqualTo(Double.parseDouble(text));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-", "01", "-01", "1.", ".5", "+1", "1e", "1e+", "1.e5", "0x1", "1.5.5", "--1", "NaN", "1_0"
      })
  void whatIsNoNumberIsRefused(String text) {
    Json json = Json.lines("{\"a\":1}", "{\"a\":" + text + "}", "{\"a\":2}");

    assertThat(json.rows()).hasSize(2);
    assertThat(json.refused()).hasSize(1);
  }

  @Test
  void aNameIsNotTheBeginningOfAnother() {
    Json json =
        Json.lines(
            "{\"long_name\":1,\"long_name_\":2,\"l\":3}",
            "{\"l\":6,\"long_name_\":5,\"long_name\":4}");

    assertThat(json.rows().toString())
        .isEqualTo("[{long_name=1, long_name_=2, l=3}, {long_name=4, long_name_=5, l=6}]");
  }

  @Test
  void aNameWithAZeroIsNotFoundWhereTheInputEnds() {
    Json json = Json.lines("{\"\\u0000\":1}", "{\"\\u0000\":2}", "{\"\u0000\":3}", "{\"");

    assertThat(json.rows()).hasSize(2);
    assertThat(json.refused()).hasSize(2);
  }

  private static void assertSame(String[] lines, JsonOptions options) {
    String[] tabbed =
        Arrays.stream(lines).map(line -> line.replaceFirst("\\{", "{\t")).toArray(String[]::new);

    Json plain = Json.of(options, lines);
    Json parsed = Json.of(options, tabbed);

    assertThat(plain.rows()).isEqualTo(parsed.rows());
    assertThat(plain.schemas()).isEqualTo(parsed.schemas());
    assertThat(reasons(plain)).isEqualTo(reasons(parsed));
  }

  private static List<String> reasons(Json json) {
    return json.refused().stream()
        .map(row -> row.place() + ": " + row.reason().replaceAll("column \\d+", "column"))
        .toList();
  }

  private static String[] lines(AnyJson any, int count) {
    return Stream.generate(any::row).limit(count).toArray(String[]::new);
  }

  private static String broken(String text, Random random) {
    int at = random.nextInt(text.length());
    int to = at + random.nextInt(Math.min(4, text.length() - at));
    String more = "{}[]\",:\\ 019.-eEtn\u0001é".substring(random.nextInt(20)).substring(0, 1);
    return switch (random.nextInt(3)) {
      case 0 -> text.substring(0, at) + text.substring(to);
      case 1 -> text.substring(0, at) + more + text.substring(at);
      default -> text.substring(0, at) + more + text.substring(at + 1);
    };
  }

  private static InputStream inPieces(byte[] text, int each) {
    return new ByteArrayInputStream(text) {
      @Override
      public int read(byte[] to, int from, int length) {
        return super.read(to, from, Math.min(length, each));
      }
    };
  }
}
