// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonReaderTest {

  @Test
  void eachValueHasTheLeastTypeThatHoldsIt() {
    Json json =
        Json.lines(
            "{\"id\":1,\"big\":12345678901234567890,\"huge\":"
                + "9".repeat(39)
                + ",\"x\":1.5,\"far\":1e999,\"near\":1e-999,\"ok\":true,\"t\":\"Grün 🦆\"}");

    assertThat(json.schemas())
        .containsExactly(
            "[id:long, big:decimal(20,0), huge:string, x:double, far:string, near:double,"
                + " ok:boolean, t:string]");
    assertThat(json.rows().get(0))
        .containsEntry("id", 1L)
        .containsEntry("big", new BigDecimal("12345678901234567890"))
        .containsEntry("huge", "9".repeat(39))
        .containsEntry("x", 1.5)
        .containsEntry("far", "1e999")
        .containsEntry("near", 0.0)
        .containsEntry("ok", true)
        .containsEntry("t", "Grün 🦆");
  }

  @Test
  void objectsAreStructsAndArraysLists() {
    Json json =
        Json.lines(
            "{\"user\":{\"id\":1,\"geo\":{\"lat\":1.5}},\"items\":[{\"sku\":\"a\",\"n\":[1,2]},{\"sku\":\"b\"}]}",
            "{\"items\":[]}",
            "{\"user\":{\"id\":2},\"items\":[null,{\"n\":[]}]}");

    assertThat(json.schemas())
        .containsExactly(
            "[user:struct[id:long, geo:struct[lat:double]], items:list<struct[sku:string,"
                + " n:list<long>]>]");
    assertThat(json.rows())
        .containsExactly(
            Map.of(
                "user",
                Map.of("id", 1L, "geo", Map.of("lat", 1.5)),
                "items",
                List.of(Map.of("sku", "a", "n", List.of(1L, 2L)), map("sku", "b", "n", null))),
            Map.of("items", List.of()),
            Map.of(
                "user",
                map("id", 2L, "geo", null),
                "items",
                Arrays.asList(null, map("sku", null, "n", List.of()))));
  }

  @Test
  void whatHoldsNoValueMakesNoField() {
    Json json =
        Json.lines("{\"a\":null,\"b\":{},\"c\":[],\"d\":[null,{}],\"e\":{\"f\":[[]]},\"id\":1}");

    assertThat(json.schemas()).containsExactly("[id:long]");
  }

  @Test
  void aFieldThatComesLaterIsNullBefore() {
    Json json = Json.lines("{\"a\":1}", "{\"a\":2,\"b\":{\"c\":\"x\"}}", "{\"b\":{\"d\":[true]}}");

    assertThat(json.schemas()).containsExactly("[a:long, b:struct[c:string, d:list<boolean>]]");
    assertThat(json.rows())
        .containsExactly(
            Map.of("a", 1L),
            Map.of("a", 2L, "b", map("c", "x", "d", null)),
            Map.of("b", map("c", null, "d", List.of(true))));
  }

  @Test
  void aValueOfAnotherKindBeginsABatchAndRowsKeepTheirOrder() {
    Json json =
        Json.lines("{\"v\":1}", "{\"v\":2}", "{\"v\":\"x\"}", "{\"v\":{\"a\":1}}", "{\"v\":3}");

    assertThat(json.schemas())
        .containsExactly("[v:long]", "[v:string]", "[v:struct[a:long]]", "[v:long]");
    assertThat(json.rows())
        .containsExactly(
            Map.of("v", 1L),
            Map.of("v", 2L),
            Map.of("v", "x"),
            Map.of("v", Map.of("a", 1L)),
            Map.of("v", 3L));
  }

  @Test
  void longsBecomeDoublesWhereAllAreExactlyDoubles() {
    Json json =
        Json.lines("{\"v\":1}", "{}", "{\"v\":2.5}", "{\"v\":9007199254740993}", "{\"v\":0.5}");

    assertThat(json.schemas()).containsExactly("[v:double]", "[v:long]", "[v:double]");
    assertThat(json.rows())
        .containsExactly(
            Map.of("v", 1.0),
            Map.of(),
            Map.of("v", 2.5),
            Map.of("v", 9007199254740993L),
            Map.of("v", 0.5));
  }

  @Test
  void decimalsGrow() {
    Json json = Json.lines("{\"v\":10000000000000000000}", "{\"v\":-200000000000000000000}");

    assertThat(json.schemas()).containsExactly("[v:decimal(21,0)]");
    assertThat(json.rows())
        .containsExactly(
            Map.of("v", new BigDecimal("10000000000000000000")),
            Map.of("v", new BigDecimal("-200000000000000000000")));
  }

  @Test
  void unlikeElementsOfOneArrayMeet() {
    Json json =
        Json.lines(
            "{\"v\":[1,\"a\",true,null]}",
            "{\"v\":[1,2.5]}",
            "{\"v\":[9007199254740993,2.5]}",
            "{\"v\":[1,12345678901234567890]}",
            "{\"v\":[5,{\"b\":1.50,\"a\":null}],\"w\":1}",
            "{\"v\":[{\"a\":[1]},{\"a\":[\"x\"]}]}");

    assertThat(json.schemas())
        .containsExactly(
            "[v:list<string>]",
            "[v:list<double>]",
            "[v:list<string>]",
            "[v:list<decimal(20,0)>]",
            "[v:list<json>, w:long]",
            "[v:list<struct[a:list<string>]>]");
    assertThat(json.rows())
        .containsExactly(
            Map.of("v", Arrays.asList("1", "a", "true", null)),
            Map.of("v", List.of(1.0, 2.5)),
            Map.of("v", List.of("9007199254740993", "2.5")),
            Map.of("v", List.of(new BigDecimal("1"), new BigDecimal("12345678901234567890"))),
            Map.of("v", List.of("5", "{\"b\":1.50,\"a\":null}"), "w", 1L),
            Map.of("v", List.of(Map.of("a", List.of("1")), Map.of("a", List.of("x")))));
  }

  @Test
  void rowsWithUnlikeElementsShareABatchWhereTheirTypesAreEqual() {
    Json json =
        Json.lines(
            "{\"id\":1,\"v\":[1,\"a\"]}",
            "{\"v\":[true,\"b\"],\"id\":2}",
            "{\"id\":3,\"v\":null}",
            "{\"id\":4,\"v\":[\"c\"]}",
            "{\"id\":5,\"v\":[5]}",
            "{\"id\":6,\"v\":[6,\"d\"],\"v\":1}");

    assertThat(json.schemas())
        .containsExactly("[id:long, v:list<string>]", "[id:long, v:list<long>]");
    assertThat(json.rows()).extracting(row -> row.get("id")).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(json.rows().get(1)).containsEntry("v", List.of("true", "b"));
    assertThat(json.refused()).hasSize(1);
  }

  @Test
  void whatIsNamedOrDeepStaysJson() {
    JsonOptions options = JsonOptions.lines().jsonPaths(Set.of("raw", "items.any")).jsonDepth(2);

    Json json =
        Json.of(
            options,
            "{\"raw\":{ \"n\" : 1.00, \"s\":\"\\u00e9\\ud800\\n\", \"n\":[] },\"items\":[{\"any\":5,\"deep\":[ 1 ]}]}",
            "{\"raw\":\"x\"}");

    assertThat(json.schemas())
        .containsExactly("[raw:json, items:list<struct[any:json, deep:json]>]");
    assertThat(json.rows())
        .containsExactly(
            Map.of(
                "raw",
                "{\"n\":1.00,\"s\":\"é\\ud800\\n\",\"n\":[]}",
                "items",
                List.of(Map.of("any", "5", "deep", "[1]"))),
            Map.of("raw", "\"x\""));
  }

  @Test
  void documentsAreObjectsOrArraysOfObjects() {
    Json json =
        Json.documents("[", "{\"a\":", "1},{\"a\":2}", "]", "{\"a\":3}", "[[1],{\"a\":4}]", "[]");

    assertThat(json.rows())
        .containsExactly(Map.of("a", 1L), Map.of("a", 2L), Map.of("a", 3L), Map.of("a", 4L));
    assertThat(json.refused()).hasSize(1);
    assertThat(json.refused().get(0).place()).isEqualTo("in:6");
    assertThat(json.refused().get(0).raw()).isEqualTo("[1]");
  }

  @Test
  void aRecordPathLeadsToTheRows() {
    JsonOptions options = JsonOptions.documents().recordPath("data.items");

    Json json =
        Json.of(
            options,
            "{\"items\":[{\"a\":0}],\"data\":{\"x\":{\"items\":[1]},\"items\":[{\"a\":1},{\"a\":2}],\"y\":1},\"z\":[{}]}",
            "{\"data\":{\"items\":{\"a\":3}}} {\"data\":null} {\"data\":{\"items\":null}} {}",
            "[{\"data\":{\"items\":[{\"a\":4}]}}]");

    assertThat(json.rows())
        .containsExactly(Map.of("a", 1L), Map.of("a", 2L), Map.of("a", 3L), Map.of("a", 4L));
    assertThat(json.refused()).isEmpty();
  }

  @Test
  void batchesAreBoundedInRowsAndBytes() {
    String[] lines = new String[100];
    Arrays.fill(lines, "{\"text\":\"" + "x".repeat(1_000) + "\"}");

    assertThat(Json.of(JsonOptions.lines().batch(30, 1 << 20), lines).schemas()).hasSize(4);
    assertThat(Json.of(JsonOptions.lines().batch(1_000, 10_000), lines).schemas()).hasSize(10);
  }

  private static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new java.util.HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
