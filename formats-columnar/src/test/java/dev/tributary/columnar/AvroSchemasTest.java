// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.schema.Type.Unit;
import org.junit.jupiter.api.Test;

class AvroSchemasTest {

  @Test
  void aRecordIsAStructAndAUnionWithNullIsOptional() {
    assertThat(
            read(
                """
                {"name": "id", "type": "long"},
                {"name": "name", "type": ["null", "string"]},
                {"name": "color", "type": {"type": "enum", "name": "c", "symbols": ["RED"]}},
                {"name": "tags", "type": {"type": "array", "items": "string"}},
                {"name": "counts", "type": {"type": "map", "values": ["null", "int"]}},
                {"name": "home", "type": {"type": "record", "name": "a", "fields": [
                  {"name": "zip", "type": "int"}]}},
                {"name": "other", "type": ["null", "a"]},
                {"name": "code", "type": {"type": "fixed", "name": "f", "size": 3}},
                {"name": "nothing", "type": "null"}
                """))
        .isEqualTo(
            Schema.of(
                Field.required("id", Type.LONG),
                Field.optional("name", Type.STRING),
                Field.required("color", Type.STRING),
                Field.required("tags", new Type.ListOf(Type.STRING, true)),
                Field.required("counts", Type.map(Type.STRING, Type.INT)),
                Field.required("home", Type.struct(Field.required("zip", Type.INT))),
                Field.optional("other", Type.struct(Field.required("zip", Type.INT))),
                Field.required("code", Type.BINARY)));
  }

  @Test
  void logicalTypesAreWhatTheyAreCalled() {
    assertThat(logical("bytes", "\"decimal\", \"precision\": 9, \"scale\": 2"))
        .isEqualTo(Type.decimal(9, 2));
    assertThat(logical("int", "\"date\"")).isEqualTo(Type.DATE);
    assertThat(logical("int", "\"time-millis\"")).isEqualTo(Type.time(Unit.MILLIS));
    assertThat(logical("long", "\"timestamp-micros\"")).isEqualTo(Type.timestampZoned(Unit.MICROS));
    assertThat(logical("long", "\"timestamp-nanos\"")).isEqualTo(Type.timestampZoned(Unit.NANOS));
    assertThat(logical("long", "\"local-timestamp-millis\""))
        .isEqualTo(Type.timestamp(Unit.MILLIS));
    assertThat(logical("string", "\"uuid\"")).isEqualTo(Type.UUID);
    assertThat(logical("long", "\"something-of-theirs\"")).isEqualTo(Type.LONG);
  }

  @Test
  void aRecordThatContainsItselfIsRefusedByName() {
    assertRefused(
        "{\"name\": \"next\", \"type\": [\"null\", \"row\"]}",
        ErrorCode.TYPE_UNSUPPORTED,
        "'next'");
  }

  @Test
  void aUnionOfSeveralTypesIsRefusedByName() {
    assertRefused(
        "{\"name\": \"v\", \"type\": [\"null\", \"int\", \"string\"]}",
        ErrorCode.TYPE_UNSUPPORTED,
        "'v'");
  }

  @Test
  void recordsThatMultiplyAreRefused() {
    StringBuilder fields = new StringBuilder("{\"name\": \"x\", \"type\": ");
    StringBuilder ends = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      fields.append(
          "{\"type\":\"record\",\"name\":\"r" + i + "\",\"fields\":[{\"name\":\"a\",\"type\":");
      ends.insert(
          0,
          "},{\"name\":\"b\",\"type\":" + (i == 39 ? "\"int\"" : "\"r" + (i + 1) + "\"") + "}]}");
    }

    assertRefused(
        fields + "\"int\"" + ends + "}", ErrorCode.TYPE_UNSUPPORTED, "too deep or too large");
  }

  @Test
  void whatIsNoSchemaOfARecordIsRefused() {
    for (String text :
        new String[] {"", "{", "\"int\"", "{\"type\":\"recrd\"}", "[".repeat(200_000)}) {
      assertThatThrownBy(() -> AvroSchemas.read(text))
          .isInstanceOfSatisfying(
              TributaryException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTING_INVALID));
    }
  }

  private static void assertRefused(String fields, ErrorCode code, String words) {
    assertThatThrownBy(() -> read(fields))
        .isInstanceOfSatisfying(TributaryException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(words);
  }

  private static Type logical(String type, String logical) {
    return read("{\"name\": \"v\", \"type\": {\"type\": \""
            + type
            + "\", \"logicalType\": "
            + logical
            + "}}")
        .fields()
        .get(0)
        .type();
  }

  private static Schema read(String fields) {
    return AvroSchemas.read(
        "{\"type\": \"record\", \"name\": \"row\", \"fields\": [" + fields + "]}");
  }
}
