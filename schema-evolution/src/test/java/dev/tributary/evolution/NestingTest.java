// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BatchBuilder;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Nesting.Mode;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NestingTest {

  private static final Type PROMO = Type.struct(Field.optional("code", Type.STRING));
  private static final Type ITEM =
      Type.struct(Field.optional("sku", Type.STRING), Field.optional("promos", Type.list(PROMO)));
  private static final Schema ORDERS =
      Schema.of(
          Field.required("id", Type.LONG),
          Field.optional(
              "user",
              Type.struct(
                  Field.optional("name", Type.STRING),
                  Field.optional("geo", Type.struct(Field.required("lat", Type.DOUBLE))))),
          Field.optional("items", Type.list(ITEM)));
  private static final Nesting TABLES = Nesting.of(Mode.TABLES);
  private static final List<String> KEY = List.of("id");

  @Test
  void objectsBecomeColumnsAndListsBecomeTablesUnderTheKeyOfTheRoot() {
    assertThat(tables(TABLES, ORDERS))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "",
                Schema.of(
                    Field.required("id", Type.LONG),
                    Field.optional("user__name", Type.STRING),
                    Field.optional("user__geo__lat", Type.DOUBLE)),
                "items",
                Schema.of(
                    Field.optional("_root_id", Type.LONG),
                    Field.optional("_items_idx", Type.INT),
                    Field.optional("sku", Type.STRING)),
                "items__promos",
                Schema.of(
                    Field.optional("_root_id", Type.LONG),
                    Field.optional("_items_idx", Type.INT),
                    Field.optional("_items__promos_idx", Type.INT),
                    Field.optional("code", Type.STRING))));
  }

  @Test
  void aChildRowSaysWhereInWhichRootItStood() {
    Map<String, Object> order =
        map(
            "id",
            7L,
            "items",
            List.of(
                map("sku", "x"),
                map("sku", "y", "promos", List.of(map("code", "p"), map("code", "q")))));

    assertThat(rows(TABLES, ORDERS, map("id", 6L), order).get("items__promos"))
        .containsExactly(
            map("_root_id", 7L, "_items_idx", 1, "_items__promos_idx", 0, "code", "p"),
            map("_root_id", 7L, "_items_idx", 1, "_items__promos_idx", 1, "code", "q"));
  }

  @Test
  void nullElementsMakeRowsButEmptyAndAbsentListsMakeNone() {
    Schema schema = root(Field.optional("tags", Type.list(Type.STRING)));

    Map<String, List<Map<String, Object>>> rows =
        rows(
            TABLES,
            schema,
            map("id", 1L, "tags", Arrays.asList("a", null)),
            map("id", 2L, "tags", List.of()),
            map("id", 3L));

    assertThat(rows.get("")).hasSize(3);
    assertThat(rows.get("tags"))
        .containsExactly(
            map("_root_id", 1L, "_tags_idx", 0, "value", "a"),
            map("_root_id", 1L, "_tags_idx", 1, "value", null));
  }

  @Test
  void listsOfListsNestOnceMore() {
    Schema schema = root(Field.optional("grid", Type.list(Type.list(Type.INT))));

    Map<String, List<Map<String, Object>>> rows =
        rows(TABLES, schema, map("id", 1L, "grid", List.of(List.of(), List.of(5, 6))));

    assertThat(rows.get("grid")).hasSize(2);
    assertThat(rows.get("grid__list"))
        .containsExactly(
            map("_root_id", 1L, "_grid_idx", 1, "_grid__list_idx", 0, "value", 5),
            map("_root_id", 1L, "_grid_idx", 1, "_grid__list_idx", 1, "value", 6));
  }

  @Test
  void mapsInTablesAreJson() {
    Schema schema = root(Field.optional("m", Type.map(Type.STRING, Type.INT)));

    assertThat(rows(TABLES, schema, map("id", 1L, "m", Map.of("a", 1))).get(""))
        .containsExactly(map("id", 1L, "m", "{\"a\":1}"));
  }

  @Test
  void inModeJsonEveryNestedFieldIsOneDocument() {
    Map<String, Object> order =
        map("id", 7L, "user", map("name", "n", "geo", null), "items", List.of());

    assertThat(rows(Nesting.of(Mode.JSON), ORDERS, order).get(""))
        .containsExactly(map("id", 7L, "user", "{\"name\":\"n\"}", "items", "[]"));
  }

  @Test
  void whatIsDeeperThanTheLimitIsJson() {
    Schema kept = tables(Nesting.of(Mode.KEEP).withDepthMax(1), ORDERS).get("");
    Map<String, Schema> tables = tables(TABLES.withDepthMax(2), ORDERS);

    assertThat(kept.field("user").orElseThrow().type())
        .isEqualTo(
            Type.struct(Field.optional("name", Type.STRING), Field.optional("geo", Type.JSON)));
    assertThat(kept.field("items").orElseThrow().type()).isEqualTo(Type.list(Type.JSON));
    assertThat(tables.get("items").field("promos").orElseThrow().type()).isEqualTo(Type.JSON);
    assertThat(tables).doesNotContainKey("items__promos");
  }

  @Test
  void aPathCanBeJsonInEveryMode() {
    Set<FieldPath> promos = Set.of(FieldPath.of("items", "promos"));
    Type item =
        Type.struct(Field.optional("sku", Type.STRING), Field.optional("promos", Type.JSON));

    assertThat(tables(Nesting.of(Mode.KEEP).withJson(promos), ORDERS).get("").field("items"))
        .contains(Field.optional("items", Type.list(item)));
    assertThat(tables(TABLES.withJson(promos), ORDERS)).containsOnlyKeys("", "items");
  }

  @Test
  void anObjectWhoseNamesAreDataBecomesAMap() {
    Schema schema =
        root(
            Field.optional(
                "by_day",
                Type.struct(
                    Field.optional("tue", Type.DOUBLE),
                    Field.optional("mon", Type.INT),
                    Field.optional("wed", Type.INT))));
    Nesting nesting = Nesting.of(Mode.KEEP).withMaps(Set.of(FieldPath.of("by_day")));

    Map<String, Object> row =
        rows(nesting, schema, map("id", 1L, "by_day", map("tue", 2.5, "mon", 1))).get("").get(0);

    assertThat(tables(nesting, schema).get("").field("by_day"))
        .contains(Field.optional("by_day", Type.map(Type.STRING, Type.DOUBLE)));
    assertThat(row).isEqualTo(map("id", 1L, "by_day", Map.of("mon", 1.0, "tue", 2.5)));
  }

  @Test
  void rowsThatNeedNoChangeAreTheVeryBatch() {
    Batch batch = new BatchBuilder(ORDERS).build();

    assertThat(shape(Nesting.of(Mode.KEEP)).of(batch).get(0).batch()).isSameAs(batch);
  }

  @Test
  void aFieldThatBecameJsonOnceStaysJson() {
    Schema known =
        Schema.of(Field.optional("user", Type.JSON), Field.optional("items", Type.STRING));

    Map<String, Schema> tables =
        TABLES.shape(KEY, Map.of("", known), Sinks.PLAIN, "s").tables(ORDERS);

    assertThat(tables)
        .isEqualTo(
            Map.of(
                "",
                Schema.of(
                    Field.required("id", Type.LONG),
                    Field.optional("user", Type.JSON),
                    Field.optional("items", Type.JSON))));
  }

  @Test
  void aFieldThatBecameJsonOnceStaysJsonInTheOneTableToo() {
    Schema known = Schema.of(Field.optional("user", Type.JSON), Field.optional("id", Type.JSON));
    Nesting nesting = Nesting.of(Mode.KEEP).withLimits(4, 0, Nesting.OnLimit.REFUSE);

    Schema table = nesting.shape(KEY, Map.of("", known), Sinks.PLAIN, "s").tables(ORDERS).get("");

    assertThat(table.field("user")).contains(Field.optional("user", Type.JSON));
    assertThat(table.field("id")).contains(Field.required("id", Type.LONG));
    assertThat(nesting.check(ORDERS, Map.of("", known), Sinks.PLAIN)).isSameAs(nesting);
  }

  @Test
  void aColumnOfTheObjectsNameDoesNotMatterWhereItsPartsHaveAPlace() {
    Schema known =
        Schema.of(Field.optional("user", Type.STRING), Field.optional("user__age", Type.INT));
    Map<String, Schema> before = Map.of("", known, "items", Schema.empty());

    assertThat(TABLES.shape(KEY, before, Sinks.PLAIN, "s").tables(ORDERS))
        .isEqualTo(tables(TABLES, ORDERS));
  }

  @Test
  void aKeyThatIsMissingOrNestedIsNamed() {
    for (String key : List.of("nr", "user", "items")) {
      assertThatThrownBy(
              () -> TABLES.shape(List.of(key), Map.of(), Sinks.PLAIN, "s").tables(ORDERS))
          .isInstanceOfSatisfying(
              TributaryException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTING_INVALID))
          .hasMessageContaining("'" + key + "'");
    }
  }

  @Test
  void aKeyInsideOfAnObjectIsNamedByItsColumn() {
    assertThat(
            TABLES
                .shape(List.of("user__name"), Map.of(), Sinks.PLAIN, "s")
                .tables(ORDERS)
                .get("items")
                .fields()
                .get(0))
        .isEqualTo(Field.optional("_root_user__name", Type.STRING));
  }

  @Test
  void aRowWithoutAKeyMayHaveNoChildren() {
    Schema schema =
        Schema.of(Field.optional("id", Type.LONG), Field.optional("tags", Type.list(Type.STRING)));

    assertThat(rows(TABLES, schema, map("tags", List.of())).get("")).hasSize(1);
    assertThatThrownBy(() -> rows(TABLES, schema, map("tags", List.of("a"))))
        .isInstanceOfSatisfying(
            TributaryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.VALUE_REFUSED))
        .hasMessageContaining("'id'")
        .hasMessageContaining("'tags'");
  }

  @Test
  void withoutAKeyRowsAreTiedByIdsThatEqualRowsDoNotShare() {
    Shape shape = TABLES.shape(List.of(), Map.of(), Sinks.PLAIN, "load/1");
    Map<String, Object> order = map("id", 1L, "items", List.of(map("sku", "x")));

    List<Shape.Rows> rows = shape.of(batch(ORDERS, order, order));

    Batch root = rows.get(0).batch();
    Batch items = rows.get(1).batch();
    assertThat(items.schema().fields().stream().limit(4))
        .containsExactly(
            Field.optional("_row_id", Type.UUID),
            Field.optional("_root_id", Type.UUID),
            Field.optional("_parent_id", Type.UUID),
            Field.optional("_idx", Type.INT));
    assertThat(root.row(0).get("_row_id")).isNotEqualTo(root.row(1).get("_row_id"));
    assertThat(items.row(1).get("_parent_id")).isEqualTo(root.row(1).get("_row_id"));
  }

  @Test
  void aTaskDoneAnewMakesTheSameIdsAndAnotherTaskMakesOthers() {
    Batch batch = batch(ORDERS, map("id", 1L), map("id", 2L));
    Set<Object> ids = new HashSet<>();

    for (String seed : List.of("load/1", "load/1", "load/2")) {
      Shape shape = TABLES.shape(List.of(), Map.of(), Sinks.PLAIN, seed);
      for (int i = 0; i < 2; i++) {
        shape.of(batch).get(0).batch().rowViews().forEach(row -> ids.add(row.get("_row_id")));
      }
    }

    assertThat(ids).hasSize(8).allMatch(UUID.class::isInstance);
  }

  @Test
  void columnsThatTieAreCalledAsTheUserSays() {
    ChildKeys keys =
        new ChildKeys(
            ChildKeys.Style.ROW_IDS,
            "{key}",
            "{list}_no",
            "_dlt_id",
            "_dlt_root_id",
            "_dlt_parent_id",
            "_dlt_list_idx");

    Schema items = tables(TABLES.withKeys(keys), ORDERS).get("items");
    Schema byPath =
        tables(TABLES.withKeys(keys.withStyle(ChildKeys.Style.INDEX_PATH)), ORDERS).get("items");

    assertThat(items.fields().stream().map(Field::name))
        .startsWith("_dlt_id", "_dlt_root_id", "_dlt_parent_id", "_dlt_list_idx");
    assertThat(byPath.fields().stream().map(Field::name)).startsWith("id", "items_no");
    assertThatThrownBy(() -> new ChildKeys(keys.style(), "x", "{list}", "a", "b", "c", "d"))
        .hasMessageContaining("{key}");
    assertThatThrownBy(() -> new ChildKeys(keys.style(), "{key}", "{list}", "a", "b", "c", "a"))
        .hasMessageContaining("different");
  }

  @Test
  void aFieldThatIsCalledAsAColumnThatTiesGetsAnotherName() {
    Schema schema =
        root(Field.optional("items", Type.list(Type.struct(Field.optional("_root_id", Type.INT)))));

    Schema items = tables(TABLES, schema).get("items");

    assertThat(items.fields()).hasSize(3);
    assertThat(items.field("_root_id")).contains(Field.optional("_root_id", Type.LONG));
    assertThat(items.fields().get(2).name()).matches("_root_id_[0-9a-f]{8}");
  }

  @Test
  void fieldsThatWouldBeOneColumnAreToldApartInWhateverOrderTheyCame() {
    Field nested = Field.optional("a", Type.struct(Field.optional("b", Type.INT)));
    Field plain = Field.optional("a__b", Type.LONG);

    for (Schema schema : List.of(Schema.of(nested, plain), Schema.of(plain, nested))) {
      Schema table = tables(TABLES, schema).get("");

      assertThat(table.field("a__b")).contains(plain);
      assertThat(table.fields()).filteredOn(field -> field.type().equals(Type.INT)).hasSize(1);
    }
  }

  @Test
  void namesThatAreTooLongEndInAHash() {
    String name = "n".repeat(40);
    Schema schema =
        root(
            Field.optional(
                name,
                Type.struct(
                    Field.optional(name, Type.list(Type.struct(Field.optional(name, Type.INT)))))));

    Map<String, Schema> tables = tables(TABLES, schema);

    assertThat(tables.keySet()).allMatch(suffix -> suffix.length() <= Sinks.PLAIN.nameLengthMax());
    assertThat(tables.values())
        .allSatisfy(
            table ->
                assertThat(table.fields())
                    .allMatch(field -> field.name().length() <= Sinks.PLAIN.nameLengthMax()));
  }

  @Test
  void columnsThatTieNeverShareAName() {
    ChildKeys plain =
        new ChildKeys(ChildKeys.Style.INDEX_PATH, "_{key}", "_{list}", "a", "b", "c", "d");
    Schema schema =
        Schema.of(
            Field.optional("no", Type.struct(Field.required("x", Type.INT))),
            Field.optional("no__x", Type.list(Type.INT)));

    Schema child =
        TABLES
            .withKeys(plain)
            .shape(List.of("no__x"), Map.of(), Sinks.PLAIN, "s")
            .tables(schema)
            .get("no__x");

    assertThat(child.fields().get(0).name()).isEqualTo("_no__x");
    assertThat(child.fields().get(1).name()).matches("_no__x_[0-9a-f]{8}");
  }

  @Test
  void aNestingTravelsAsPlainValues() {
    Nesting nesting =
        TABLES
            .withDepthMax(3)
            .withJson(Set.of(FieldPath.of("a", "b"), FieldPath.of("c.d")))
            .withMaps(Set.of(FieldPath.of("m")))
            .withKeys(ChildKeys.ROW_IDS)
            .withLimits(10, 2, Nesting.OnLimit.JSON);

    assertThat(Nesting.fromFields(nesting.toFields())).isEqualTo(nesting);
    assertThatThrownBy(() -> Nesting.fromFields(nesting.toFields().with("version", 2)))
        .isInstanceOf(TributaryException.class);
    assertThatThrownBy(() -> Nesting.fromFields(nesting.toFields().with("mode", "flat")))
        .isInstanceOf(TributaryException.class);
  }

  private static Schema root(Field field) {
    return Schema.of(Field.required("id", Type.LONG), field);
  }

  private static Shape shape(Nesting nesting) {
    return nesting.shape(KEY, Map.of(), Sinks.PLAIN, "load/1");
  }

  private static Map<String, Schema> tables(Nesting nesting, Schema schema) {
    return shape(nesting).tables(schema);
  }

  @SafeVarargs
  private static Map<String, List<Map<String, Object>>> rows(
      Nesting nesting, Schema schema, Map<String, Object>... rows) {
    Map<String, List<Map<String, Object>>> tables = new LinkedHashMap<>();
    shape(nesting)
        .of(batch(schema, rows))
        .forEach(table -> tables.put(table.suffix(), table.batch().toMaps()));
    return tables;
  }

  @SafeVarargs
  private static Batch batch(Schema schema, Map<String, Object>... rows) {
    BatchBuilder builder = new BatchBuilder(schema);
    Arrays.stream(rows).forEach(builder::add);
    return builder.build();
  }

  private static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return Collections.unmodifiableMap(map);
  }
}
