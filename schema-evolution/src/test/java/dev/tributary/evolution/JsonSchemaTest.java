// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.schema.Type;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonSchemaTest {

  @Test
  void propertiesAreFieldsAndRequiredOnesMayNotBeNull() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("id", Map.of("type", "integer"));
    properties.put("name", Map.of("type", List.of("string", "null")));
    properties.put("price", Map.of("type", "number"));
    properties.put("born", Map.of("type", "string", "format", "date"));
    properties.put("seen", Map.of("type", "string", "format", "date-time"));
    properties.put("key", Map.of("type", "string", "format", "uuid"));
    properties.put("color", Map.of("enum", List.of("red", "blue")));
    properties.put("tags", Map.of("type", "array", "items", Map.of("type", "string")));
    properties.put(
        "counts", Map.of("type", "object", "additionalProperties", Map.of("type", "integer")));
    properties.put("extra", true);

    assertThat(read(object(properties, "id", "name")))
        .isEqualTo(
            "struct<id:long!,name:string,price:double,born:date,seen:timestamptz(micros),key:uuid,"
                + "color:string,tags:list<string!>,counts:map<string,long!>,extra:json>");
  }

  @Test
  void whatMayAlsoBeNullIsOptional() {
    Map<String, Object> choice =
        Map.of("oneOf", List.of(Map.of("type", "null"), Map.of("type", "integer")));

    assertThat(read(object(Map.of("n", choice), "n"))).isEqualTo("struct<n:long>");
  }

  @Test
  void severalTypesMeetAsTheyDoInData() {
    assertThat(read(object(Map.of("n", Map.of("type", List.of("integer", "number"))))))
        .isEqualTo("struct<n:double>");
    assertThat(read(object(Map.of("n", Map.of("type", List.of("integer", "string"))))))
        .isEqualTo("struct<n:string>");
  }

  @Test
  void referencesLeadWithinTheDocument() {
    Map<String, Object> document =
        new HashMap<>(object(Map.of("a", Map.of("$ref", "#/$defs/x~1y"))));
    document.put("$defs", Map.of("x/y", Map.of("type", "integer")));

    assertThat(read(document)).isEqualTo("struct<a:long>");
  }

  @Test
  void referencesElsewhereAreRefusedAndNeverFetched() {
    for (String reference : List.of("http://localhost:1/x", "file:///etc/passwd", "other.json")) {
      assertUnsupported(object(Map.of("a", Map.of("$ref", reference))), reference);
    }
  }

  @Test
  void aTypeThatContainsItselfIsRefused() {
    assertUnsupported(object(Map.of("child", Map.of("$ref", "#"))), "back into itself");
  }

  @Test
  void referencesThatMultiplyAreRefused() {
    Map<String, Object> defs = new HashMap<>();
    defs.put("d0", Map.of("type", "integer"));
    for (int i = 1; i <= 60; i++) {
      Map<String, Object> twice = Map.of("$ref", "#/$defs/d" + (i - 1));
      defs.put("d" + i, object(Map.of("a", twice, "b", twice)));
    }
    Map<String, Object> document =
        new HashMap<>(object(Map.of("a", Map.of("$ref", "#/$defs/d60"))));
    document.put("$defs", defs);

    assertUnsupported(document, "too deep or too large");
  }

  @Test
  void whatIsNoObjectDescribesNoRow() {
    assertThatThrownBy(() -> JsonSchema.read(Map.of("type", "string")))
        .hasMessageContaining("string");
  }

  private static void assertUnsupported(Map<String, Object> document, String words) {
    assertThatThrownBy(() -> JsonSchema.read(document))
        .isInstanceOfSatisfying(
            TributaryException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.TYPE_UNSUPPORTED))
        .hasMessageContaining(words);
  }

  private static Map<String, Object> object(Map<String, Object> properties, String... required) {
    return Map.of("type", "object", "properties", properties, "required", List.of(required));
  }

  private static String read(Map<String, Object> document) {
    return TypeText.of(new Type.Struct(JsonSchema.read(document).fields()));
  }
}
