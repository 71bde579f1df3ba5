// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BatchBuilder;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.schema.Type.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConformTest {

  private static final Schema ID = Schema.of(Field.optional("id", Type.LONG));

  @Test
  void aBatchOfTheTablesSchemaIsTheSameBatch() {
    Batch batch = batch(ID, Map.of("id", 1L));

    assertThat(Conform.between(ID, ID).conform(batch)).isSameAs(batch);
  }

  @Test
  void aColumnOfTheSameTypeIsTheSameColumnUnderAnyName() {
    Schema table = Schema.of(Field.optional("id", Type.INT));
    Batch batch = batch(ID, Map.of("id", 1L));
    Evolved evolved = Evolution.plan(table, ID, Sinks.STIFF);

    Batch conformed = new Conform(evolved).conform(batch);

    assertThat(conformed.column("id__long")).isSameAs(batch.column("id"));
    assertThat(conformed.column("id").nullCount()).isEqualTo(1);
  }

  @Test
  void theColumnOfNullsServesShorterAndLongerBatches() {
    Conform conform = Conform.between(ID, ID.with(Field.optional("note", Type.list(Type.STRING))));

    for (int rows : new int[] {3, 1, 0, 200}) {
      Batch batch = conform.conform(batch(ID, rows));
      assertThat(batch.column("note").size()).isEqualTo(rows);
      assertThat(batch.column("note").nullCount()).isEqualTo(rows);
    }
  }

  @Test
  void aConvertedColumnStartsAnewWithEveryBatch() {
    Conform conform = Conform.between(Schema.of(Field.optional("id", Type.INT)), ID);
    conform.conform(batch(Schema.of(Field.optional("id", Type.INT)), Map.of("id", 1)));

    Batch second =
        conform.conform(batch(Schema.of(Field.optional("id", Type.INT)), Map.of("id", 2)));

    assertThat(second.toMaps()).containsExactly(Map.of("id", 2L));
  }

  @Test
  void numbersWiden() {
    assertThat(convert(Type.INT, Type.LONG, 7)).isEqualTo(7L);
    assertThat(convert(Type.INT, Type.DOUBLE, 7)).isEqualTo(7.0);
    assertThat(convert(Type.LONG, Type.DOUBLE, 7L)).isEqualTo(7.0);
    assertThat(convert(Type.FLOAT, Type.DOUBLE, 0.5f)).isEqualTo(0.5);
    assertThat(convert(Type.INT, Type.decimal(12, 2), 7)).isEqualTo(new BigDecimal("7.00"));
    assertThat(convert(Type.LONG, Type.decimal(38, 2), Long.MIN_VALUE))
        .isEqualTo(new BigDecimal("-9223372036854775808.00"));
    assertThat(convert(Type.decimal(5, 2), Type.decimal(9, 4), new BigDecimal("-1.25")))
        .isEqualTo(new BigDecimal("-1.2500"));
    assertThat(convert(Type.decimal(18, 2), Type.decimal(38, 4), new BigDecimal("-1.25")))
        .isEqualTo(new BigDecimal("-1.2500"));
  }

  @Test
  void timesTakeTheUnitOfTheColumn() {
    assertThat(convert(Type.time(Unit.MILLIS), Type.time(Unit.MICROS), LocalTime.of(10, 15)))
        .isEqualTo(LocalTime.of(10, 15));
    Instant instant = Instant.parse("1969-12-31T23:59:59.999Z");
    assertThat(convert(Type.timestampZoned(Unit.MILLIS), Type.timestampZoned(Unit.NANOS), instant))
        .isEqualTo(instant);
    assertThat(convert(Type.timestampZoned(Unit.NANOS), Type.timestampZoned(Unit.MILLIS), instant))
        .isEqualTo(instant);
  }

  @Test
  void everyScalarHasOneText() {
    assertThat(convert(Type.BOOLEAN, Type.STRING, true)).isEqualTo("true");
    assertThat(convert(Type.decimal(9, 3), Type.STRING, new BigDecimal("-0.500")))
        .isEqualTo("-0.5");
    assertThat(convert(Type.time(Unit.MICROS), Type.STRING, LocalTime.of(10, 15)))
        .isEqualTo("10:15:00");
    assertThat(
            convert(Type.timestamp(Unit.MICROS), Type.STRING, LocalDateTime.of(2026, 1, 2, 3, 4)))
        .isEqualTo("2026-01-02T03:04:00");
    assertThat(
            convert(
                Type.timestampZoned(Unit.MILLIS),
                Type.STRING,
                Instant.parse("2026-01-02T03:04:05Z")))
        .isEqualTo("2026-01-02T03:04:05Z");
    assertThat(convert(Type.BINARY, Type.STRING, new byte[] {-1, 0})).isEqualTo("/wA=");
    assertThat(convert(Type.UUID, Type.STRING, new UUID(0, 1)))
        .isEqualTo("00000000-0000-0000-0000-000000000001");
    assertThat(convert(Type.JSON, Type.STRING, "{\"a\":1}")).isEqualTo("{\"a\":1}");
  }

  @Test
  void textBecomesAJsonStringAndJsonStaysAsItIs() {
    assertThat(convert(Type.STRING, Type.JSON, "a \"b\"\n\u0001é"))
        .isEqualTo("\"a \\\"b\\\"\\n\\u0001é\"");
    assertThat(convert(Type.DOUBLE, Type.JSON, 1.5)).isEqualTo("1.5");
    assertThat(convert(Type.DOUBLE, Type.JSON, Double.NaN)).isEqualTo("\"NaN\"");
    assertThat(convert(Type.DOUBLE, Type.JSON, Double.NEGATIVE_INFINITY))
        .isEqualTo("\"-Infinity\"");
  }

  @Test
  void nestedValuesBecomeOneJsonDocument() {
    Type type =
        Type.struct(
            Field.optional("a", Type.list(Type.INT)),
            Field.optional("m", Type.map(Type.STRING, Type.DATE)),
            Field.optional("j", Type.JSON),
            Field.optional("gone", Type.INT));
    Map<String, Object> value = new HashMap<>();
    value.put("a", Arrays.asList(1, null));
    value.put("m", Map.of("k", LocalDate.of(2026, 1, 2)));
    value.put("j", "{\"x\":[]}");

    assertThat(convert(type, Type.STRING, value))
        .isEqualTo("{\"a\":[1,null],\"j\":{\"x\":[]},\"m\":{\"k\":\"2026-01-02\"}}");
    assertThat(convert(Type.struct(), Type.JSON, Map.of())).isEqualTo("{}");
  }

  @Test
  void fieldsInsideStructsInListsFindTheirPlace() {
    Type old = Type.list(Type.struct(Field.optional("b", Type.INT), Field.optional("a", Type.INT)));
    Type incoming =
        Type.list(
            Type.struct(
                Field.optional("a", Type.STRING),
                Field.optional("b", Type.LONG),
                Field.optional("c", Type.DATE)));
    Schema source = Schema.of(Field.optional("items", incoming));
    Evolved evolved = Evolution.plan(Schema.of(Field.optional("items", old)), source, Sinks.PLAIN);
    Map<String, Object> item = new HashMap<>();
    item.put("a", "x");
    item.put("b", 5L);

    Object items =
        new Conform(evolved)
            .conform(batch(source, Map.of("items", Arrays.asList(item, null))))
            .row(0)
            .get("items");

    Map<String, Object> expected = new HashMap<>();
    expected.put("a", null);
    expected.put("a__text", "x");
    expected.put("b", 5L);
    expected.put("c", null);
    assertThat(items).isEqualTo(Arrays.asList(expected, null));
  }

  @Test
  void aWholeNumberThatADoubleCannotHoldIsRefused() {
    assertRefused(Type.LONG, Type.DOUBLE, (1L << 53) + 1, "long and 16 digits");
    assertRefused(Type.LONG, Type.DOUBLE, Long.MAX_VALUE, "long and 19 digits");
  }

  @Test
  void aFractionThatTheUnitCannotHoldIsRefused() {
    assertRefused(
        Type.timestamp(Unit.NANOS),
        Type.timestamp(Unit.MICROS),
        LocalDateTime.of(2026, 1, 1, 0, 0, 0, 1),
        "timestamp(nanos)");
  }

  @Test
  void aTimeTooFarForNanosecondsIsRefused() {
    assertRefused(
        Type.timestamp(Unit.MILLIS),
        Type.timestamp(Unit.NANOS),
        LocalDateTime.of(9999, 12, 31, 0, 0),
        "timestamp");
  }

  @Test
  void whatHasNoPlaceIsRefusedBeforeAnyRow() {
    assertThatThrownBy(() -> Conform.between(ID, Schema.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("id");
    assertThatThrownBy(() -> Conform.between(ID, Schema.of(Field.optional("id", Type.INT))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("id");
  }

  @Test
  void aBatchOfAnotherSchemaIsRefused() {
    Conform conform = Conform.between(ID, ID.with(Field.optional("x", Type.INT)));

    assertThatThrownBy(() -> conform.conform(batch(Schema.of(Field.optional("id", Type.INT)), 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertRefused(Type from, Type to, Object value, String shown) {
    assertThatThrownBy(() -> convert(from, to, value))
        .isInstanceOfSatisfying(
            TributaryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.VALUE_REFUSED))
        .hasMessageContaining("Field 'v'")
        .hasMessageContaining(shown)
        .hasMessageNotContaining(value.toString())
        .hasNoCause();
  }

  private static Object convert(Type from, Type to, Object value) {
    Schema source = Schema.of(Field.optional("v", from));
    return Conform.between(source, Schema.of(Field.optional("v", to)))
        .conform(batch(source, Map.of("v", value)))
        .row(0)
        .get("v");
  }

  private static Batch batch(Schema schema, Map<String, ?> row) {
    BatchBuilder builder = new BatchBuilder(schema);
    builder.add(row);
    return builder.build();
  }

  private static Batch batch(Schema schema, int nullRows) {
    BatchBuilder builder = new BatchBuilder(schema);
    for (int row = 0; row < nullRows; row++) {
      builder.endRow();
    }
    return builder.build();
  }
}
