// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class JsonReaderLawsTest {

  @Property(tries = 500)
  void howRowsAreBatchedChangesNoValue(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int rows) {
    String[] lines = rows(seed, 20);
    JsonOptions options = JsonOptions.lines().detect(EnumSet.allOf(Detector.class)).jsonDepth(2);

    Json one = Json.of(options.batch(1, 1 << 20), lines);
    Json some = Json.of(options.batch(rows, 1 << 20), lines);
    Json all = Json.of(options, lines);

    assertThat(plain(some)).isEqualTo(plain(one));
    assertThat(plain(all)).isEqualTo(plain(one));
    assertThat(some.refused()).isEqualTo(one.refused());
  }

  @Test
  void aListOfNothingHasNoTypeBesideAListOfUnlikeValues() {
    String[] lines = {"{\"a\": [{\"b\": 1}, \"c\"]}", "{\"a\": [[]]}"};

    Json one = Json.of(JsonOptions.lines().batch(1, 1 << 20), lines);

    assertThat(plain(Json.lines(lines))).isEqualTo(plain(one));
  }

  @Property(tries = 500)
  void linesAndDocumentsHoldTheSameRows(@ForAll long seed) {
    String[] lines = rows(seed, 20);

    Json document = Json.documents("[" + String.join(",", lines) + "]");

    assertThat(plain(document)).isEqualTo(plain(Json.lines(lines)));
  }

  @Property(tries = 500)
  void whatADocumentSaysIsInItsRow(@ForAll long seed) {
    Random random = new Random(seed);
    AnyJson any = new AnyJson(random);
    for (int i = 0; i < 20; i++) {
      String row = any.row();
      List<Map<String, Object>> rows = Json.lines(row).rows();
      Object plain = Plain.read(row);

      assertThat(rows).hasSize(1);
      if (!Plain.hasUnlikeElements(row)) {
        assertThat(Plain.of(rows.get(0))).as(row).isEqualTo(plain);
      }
    }
  }

  @Property(tries = 200)
  void readingGoesOnFromEveryBatch(@ForAll long seed) {
    String[] lines = rows(seed, 12);
    byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    for (JsonOptions options : List.of(JsonOptions.lines(), JsonOptions.documents())) {
      JsonOptions small = options.batch(3, 1 << 20);
      List<Object> whole = plain(Json.of(small, text));
      List<Object> begun = new ArrayList<>();
      JsonReader reader = reader(text, small);
      for (var batch = reader.next(); batch != null; batch = reader.next()) {
        batch.toMaps().forEach(row -> begun.add(Plain.of(row)));
        List<Object> rows = new ArrayList<>(begun);
        rows.addAll(plain(Json.of(reader(text, small).from(reader.position()))));
        assertThat(rows).isEqualTo(whole);
      }
    }
  }

  private static JsonReader reader(byte[] text, JsonOptions options) {
    return JsonReader.of("in", new ByteArrayInputStream(text), options);
  }

  private static List<Object> plain(Json json) {
    List<Object> plain = new ArrayList<>();
    json.rows().forEach(row -> plain.add(Plain.of(row)));
    return plain;
  }

  private static String[] rows(long seed, int count) {
    AnyJson any = new AnyJson(new Random(seed));
    String[] rows = new String[count];
    Arrays.setAll(rows, i -> any.row());
    return rows;
  }
}
