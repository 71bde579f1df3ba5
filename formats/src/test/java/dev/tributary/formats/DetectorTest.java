// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.Batch;
import dev.tributary.evolution.RowText;
import dev.tributary.schema.Type;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorTest {

  private static final JsonOptions ALL = JsonOptions.lines().detect(EnumSet.allOf(Detector.class));

  @ParameterizedTest
  @CsvSource({
    "2024-02-29, date, 2024-02-29",
    "0001-01-01, date, 0001-01-01",
    "9999-12-31, date, 9999-12-31",
    "2024-02-29T12:00, timestamp(micros), 2024-02-29T12:00:00",
    "2024-02-29T12:00:01, timestamp(micros), 2024-02-29T12:00:01",
    "2024-02-29T23:59:59.999999, timestamp(micros), 2024-02-29T23:59:59.999999",
    "1969-12-31T23:59:59.5Z, timestamptz(micros), 1969-12-31T23:59:59.500Z",
    "2024-02-29T12:00:00+01:00, timestamptz(micros), 2024-02-29T11:00:00Z",
    "2024-02-29T00:00:00.25-18:00, timestamptz(micros), 2024-02-29T18:00:00.250Z",
    "123e4567-e89b-12d3-a456-426614174000, uuid, 123e4567-e89b-12d3-a456-426614174000",
    "ffffffff-ffff-ffff-ffff-fffffffffff0, uuid, ffffffff-ffff-ffff-ffff-fffffffffff0",
  })
  void whatIsStrictlyOneIsFound(String text, String type, String canonical) {
    try (JsonReader reader = reader(text)) {
      Batch batch = reader.next();
      assertThat(batch.schema()).hasToString("[v:" + type + "]");
      assertThat(RowText.value(batch.column(0), 0)).isEqualTo(canonical);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2023-02-29",
        "2024-13-01",
        "2024-00-10",
        "0000-01-01",
        "2024-1-01",
        "2024/01/01",
        "+2024-01-01",
        "2024-01-01 ",
        "２０２４-01-01",
        "2024-02-30T12:00:00",
        "2024-02-29 12:00:00",
        "2024-02-29t12:00:00",
        "2024-02-29T24:00:00",
        "2024-02-29T12:60:00",
        "2024-02-29T23:59:60",
        "2024-02-29T12:00:0",
        "2024-02-29T12:00:00.",
        "2024-02-29T12:00:00.1234567",
        "2024-02-29T12:00:00z",
        "2024-02-29T12:00:00+0100",
        "2024-02-29T12:00:00-00:00",
        "2024-02-29T12:00:00+18:01",
        "2024-02-29T12:00:00Zx",
        "2024-02-29T12:00:",
        "2024-02-29T12:00+",
        "123E4567-e89b-12d3-a456-426614174000",
        "123e4567-e89b-12d3-a456-42661417400g",
        "123e4567ae89b-12d3-a456-426614174000",
        "١23e4567-e89b-12d3-a456-426614174000",
      })
  void whatIsAlmostOneStaysText(String text) {
    try (JsonReader reader = reader(text)) {
      Batch batch = reader.next();
      assertThat(batch.schema()).hasToString("[v:string]");
      assertThat(batch.column(0).value(0)).isEqualTo(text);
    }
  }

  @Test
  void onlyWhatIsAskedForIsFound() {
    String line =
        "{\"d\":\"2024-02-29\",\"t\":\"2024-02-29T12:00Z\",\"u\":\"123e4567-e89b-12d3-a456-426614174000\"}";

    assertThat(Json.lines(line).schemas()).containsExactly("[d:string, t:string, u:string]");
    assertThat(Json.of(JsonOptions.lines().detect(Set.of(Detector.DATE)), line).schemas())
        .containsExactly("[d:date, t:string, u:string]");
  }

  @Test
  void datesAndTimestampsOfOneArrayMeetInText() {
    assertThat(Json.of(ALL, "{\"v\":[\"2024-02-29\",\"2024-02-29T12:00\"]}").rows().toString())
        .isEqualTo("[{v=[2024-02-29, 2024-02-29T12:00:00]}]");
    assertThat(Json.of(ALL, "{\"v\":[\"2024-02-29\",\"2024-02-29T12:00Z\"]}").rows().toString())
        .isEqualTo("[{v=[2024-02-29, 2024-02-29T12:00:00Z]}]");
  }

  /** Days repeat and change, as they do in rows; the parser reads the first row alone. */
  @Property(tries = 300)
  void aTimeIsFoundWhereJavaFindsOne(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> texts = Stream.generate(() -> mutated(time(random), random)).limit(20).toList();
    String row =
        IntStream.range(0, texts.size())
            .mapToObj(i -> "\"" + i + "\":\"" + texts.get(i) + "\"")
            .collect(Collectors.joining(",", "{", "}"));

    try (JsonReader reader = lines(row + "\n" + row)) {
      Batch batch = reader.next();
      for (int i = 0; i < texts.size(); i++) {
        boolean found = !batch.column(i).type().equals(Type.STRING);
        assertThat(found).as(texts.get(i)).isEqualTo(isTime(texts.get(i)));
        assertThat(batch.column(i).value(1)).isEqualTo(batch.column(i).value(0));
      }
      assertThat(batch.rows()).isEqualTo(2);
    }
  }

  private static String time(Random random) {
    LocalDate day = LocalDate.of(2019 + random.nextInt(3), 2, 27).plusDays(random.nextInt(3));
    LocalTime time = LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000L) * 1_000);
    return day + "T" + time + (random.nextBoolean() ? "Z" : "");
  }

  private static String mutated(String text, Random random) {
    int at = random.nextInt(text.length());
    char other = "0123456789:-T.Z+ /".charAt(random.nextInt(18));
    return random.nextBoolean() ? text : text.substring(0, at) + other + text.substring(at + 1);
  }

  private static boolean isTime(String text) {
    if (!text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,6})?)?Z?")) {
      return false;
    }
    try {
      LocalDateTime.parse(text.replace("Z", ""));
      return !text.startsWith("0000");
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static JsonReader reader(String text) {
    return lines("{\"v\":\"" + text + "\"}");
  }

  private static JsonReader lines(String lines) {
    byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
    return JsonReader.of("in", new ByteArrayInputStream(bytes), ALL);
  }
}
