// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.tributary.error.TributaryException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Documents broken at random: nothing but our own exception comes out, and every line makes rows or
 * is refused. {@code -Dtests=nightly} breaks 100,000.
 */
class JsonFuzzTest {

  private static final int DOCUMENTS =
      "nightly".equals(System.getProperty("tests")) ? 100_000 : 3_000;
  private static final int LINES = 6;
  private static final JsonOptions OPTIONS =
      JsonOptions.lines().detect(EnumSet.allOf(Detector.class)).jsonDepth(3).depthMax(20);

  @Test
  void everyLineMakesRowsOrIsRefused() throws IOException {
    Random random = new Random(3);
    for (int i = 0; i < DOCUMENTS; i++) {
      byte[] text = broken(random);
      Json json = Json.of(OPTIONS, text);

      int[] expected = rowsAndRefusals(text);
      assertThat(new int[] {json.rows().size(), json.refused().size()})
          .as(() -> "document of bytes " + Arrays.toString(text))
          .isEqualTo(expected);
    }
  }

  @Test
  void aBrokenDocumentIsReadOrAnErrorOfOurs() {
    Random random = new Random(4);
    int failed = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      byte[] text = broken(random);
      try {
        Json.of(JsonReader.of("in", new ByteArrayInputStream(text), OPTIONS.as(false)));
      } catch (TributaryException e) {
        failed++;
        assertThat(e.getMessage()).matches("in (ends in the middle of a value|is not JSON).*");
      }
    }
    assertThat(failed).isBetween(DOCUMENTS / 4, DOCUMENTS);
  }

  @Test
  void aBrokenRowOfAKnownSchemaIsReadOrAnErrorOfOurs() {
    Random random = new Random(5);
    for (int i = 0; i < DOCUMENTS / 10; i++) {
      var batch = new AnyRows(i).batch(1);
      var builder = new dev.tributary.batch.BatchBuilder(batch.schema());
      byte[] text = dev.tributary.evolution.RowText.json(batch, 0).getBytes(StandardCharsets.UTF_8);
      try {
        new RowDecoder(builder).add(new String(mutated(text, random), StandardCharsets.UTF_8));
        assertThat(builder.build().rows()).isEqualTo(1);
      } catch (TributaryException e) {
        assertThat(builder.build().rows()).isZero();
      }
    }
  }

  /** By a parser for each line: an object that stands alone is a row, the rest is refused once. */
  private static int[] rowsAndRefusals(byte[] text) throws IOException {
    int rows = 0;
    int refused = 0;
    int from = 0;
    while (from < text.length) {
      int to = from;
      while (to < text.length && text[to] != '\n') {
        to++;
      }
      int good = goodObjects(Arrays.copyOfRange(text, from, to));
      rows += Math.abs(good == Integer.MIN_VALUE ? 0 : good);
      refused += good < 0 ? 1 : 0;
      from = to + 1;
    }
    return new int[] {rows, refused};
  }

  /** How many objects a line begins with; negative, or the least number, when more follows. */
  private static int goodObjects(byte[] line) throws IOException {
    int good = 0;
    int from = 0;
    while (true) {
      while (from < line.length && " \t\r".indexOf(line[from]) >= 0) {
        from++;
      }
      if (from == line.length) {
        return good;
      }
      int end = endOfObject(line, from);
      if (end < 0
          || (end < line.length && " \t\r".indexOf(line[end]) < 0)
          || !Utf8.isValid(line, from, end)) {
        return good == 0 ? Integer.MIN_VALUE : -good;
      }
      good++;
      from = end;
    }
  }

  private static int endOfObject(byte[] line, int from) throws IOException {
    int depth = 0;
    try (JsonParser parser = Jackson.FACTORY.createParser(line, from, line.length - from)) {
      parser.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return -1;
      }
      Scalar scalar = new Scalar(OPTIONS);
      for (depth = 1; depth > 0; ) {
        JsonToken token = parser.nextToken();
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth > 21) {
          return -1;
        }
        if (token.isScalarValue() && token != JsonToken.VALUE_NULL && depth <= 4) {
          scalar.read(parser, token);
        }
      }
      return from + (int) parser.currentLocation().getByteOffset();
    } catch (com.fasterxml.jackson.core.JsonProcessingException | TributaryException e) {
      return -1;
    }
  }

  private static byte[] broken(Random random) {
    AnyJson any = new AnyJson(random);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int i = 0; i < LINES; i++) {
      byte[] line = any.row().getBytes(StandardCharsets.UTF_8);
      text.writeBytes(random.nextInt(3) == 0 ? mutated(line, random) : line);
      text.write('\n');
    }
    return text.toByteArray();
  }

  private static byte[] mutated(byte[] text, Random random) {
    byte[] mutated = text;
    for (int i = random.nextInt(3); i >= 0; i--) {
      mutated = mutatedOnce(mutated, random);
    }
    return mutated;
  }

  private static byte[] mutatedOnce(byte[] text, Random random) {
    if (text.length == 0) {
      return text;
    }
    int at = random.nextInt(text.length);
    int to = at + random.nextInt(text.length - at);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(text, 0, at);
    switch (random.nextInt(6)) {
      case 0 -> {
        out.write(text[at] ^ 1 << random.nextInt(8));
        out.write(text, at + 1, text.length - at - 1);
      }
      case 1 -> out.write(text, 0, 0);
      case 2 -> {
        out.write(random.nextInt(256));
        out.write(text, at, text.length - at);
      }
      case 3 -> {
        out.write(text, at, to - at);
        out.write(text, at, text.length - at);
      }
      case 4 -> out.write(text, to, text.length - to);
      default -> {
        out.write("{}[]\",:\\u\n 0".charAt(random.nextInt(12)));
        out.write(text, at, text.length - at);
      }
    }
    return out.toByteArray();
  }
}
