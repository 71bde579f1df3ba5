// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.Batch;
import dev.tributary.batch.Column;
import dev.tributary.evolution.Nesting.Mode;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What must hold for every nested schema, however its rows were batched. */
class NestingLawsTest {

  private static final int TRIES = 120;

  @Property(tries = TRIES)
  void whatWentIntoOneTableCanBeRead(@ForAll long seed, @ForAll @IntRange(max = 6) int depth) {
    RandomNested any = new RandomNested(seed);
    Schema schema = any.schema();
    Batch batch = any.batch(schema, 20);
    Nesting nesting =
        Nesting.of(any.below(3) == 0 ? Mode.JSON : Mode.KEEP)
            .withDepthMax(depth)
            .withJson(any.paths(schema))
            .withMaps(any.paths(schema));

    List<Shape.Rows> shaped = shape(nesting, List.of()).of(batch);

    assertThat(shaped).hasSize(1);
    Batch table = shaped.get(0).batch();
    table.columns().forEach(ConformLawsTest::assertCanonical);
    assertThat(table.schema().fields()).extracting(Field::name).isEqualTo(names(schema));
    for (int row = 0; row < batch.rows(); row++) {
      for (int i = 0; i < schema.size(); i++) {
        assertThat(Tree.of(table.column(i), row)).isEqualTo(Tree.of(batch.column(i), row));
      }
    }
  }

  @Property(tries = TRIES)
  void whatWentIntoTablesCanBeRebuiltFromThem(
      @ForAll long seed, @ForAll @IntRange(max = 8) int depth) {
    RandomNested any = new RandomNested(seed);
    Schema schema = any.schema();
    Batch batch = any.batch(schema, 20);
    Nesting nesting =
        Nesting.of(Mode.TABLES).withDepthMax(depth).withJson(any.paths(schema)).withKeys(keys(any));

    Rebuilt rebuilt = new Rebuilt(shape(nesting, List.of("key")).of(batch), depth);

    assertThat(rebuilt.rows()).isEqualTo(batch.rows());
    for (int row = 0; row < batch.rows(); row++) {
      assertThat(rebuilt.root(schema, row)).isEqualTo(tree(batch, row));
    }
  }

  @Property(tries = TRIES)
  void everyChildRowHasItsParentAndPointsToItsRoot(@ForAll long seed) {
    RandomNested any = new RandomNested(seed);
    Batch batch = any.batch(any.schema(), 20);
    boolean byKey = any.below(2) == 0;
    ChildKeys keys = byKey ? ChildKeys.INDEX_PATH : ChildKeys.ROW_IDS;

    List<Shape.Rows> tables =
        shape(Nesting.of(Mode.TABLES).withKeys(keys), List.of("key")).of(batch);

    Set<Object> ids = new HashSet<>();
    Batch root = tables.get(0).batch();
    for (Shape.Rows table : tables) {
      Batch rows = table.batch();
      for (int row = 0; row < rows.rows(); row++) {
        if (rows.schema().indexOf("_row_id") >= 0) {
          assertThat(ids.add(rows.column("_row_id").value(row))).isTrue();
        }
        int at = table.roots().applyAsInt(row);
        if (table.suffix().isEmpty()) {
          assertThat(at).isEqualTo(row);
        } else if (byKey) {
          assertThat(rows.column("_root_key").value(row)).isEqualTo(root.column("key").value(at));
        } else {
          assertThat(rows.column("_root_id").value(row))
              .isEqualTo(root.column("_row_id").value(at));
          assertThat(ids).contains(rows.column("_parent_id").value(row));
        }
      }
    }
  }

  @Property(tries = TRIES)
  void rowsShapedInPartsAreTheSameRows(@ForAll long seed, @ForAll @IntRange(max = 20) int cut) {
    RandomNested any = new RandomNested(seed);
    Schema schema = any.schema();
    Batch batch = any.batch(schema, 20);
    Nesting nesting =
        Nesting.of(Mode.values()[any.below(3)])
            .withDepthMax(any.below(6))
            .withJson(any.paths(schema))
            .withMaps(any.paths(schema))
            .withKeys(keys(any));
    Shape shape = shape(nesting, List.of("key"));
    Map<String, List<Object>> parts = new TreeMap<>();

    collect(shape.of(RandomNested.slice(batch, 0, cut)), parts);
    collect(shape.of(RandomNested.slice(batch, cut, 20)), parts);

    Map<String, List<Object>> whole = new TreeMap<>();
    collect(shape(nesting, List.of("key")).of(batch), whole);
    assertThat(parts).isEqualTo(whole);
  }

  @Property(tries = TRIES)
  void batchesHaveTheTablesThatWereForetoldOfTheirSchema(@ForAll long seed) {
    RandomNested any = new RandomNested(seed);
    Schema schema = any.schema();
    Batch batch = any.batch(schema, 5);
    Nesting nesting =
        Nesting.of(Mode.values()[any.below(3)]).withDepthMax(any.below(6)).withKeys(keys(any));
    Shape shape = shape(nesting, List.of("key"));

    Map<String, Schema> foretold = shape.tables(schema);

    assertThat(foretold.keySet().iterator().next()).isEqualTo(Shape.ROOT);
    for (Shape.Rows table : shape.of(batch)) {
      assertThat(table.batch().schema()).isEqualTo(foretold.get(table.suffix()));
      table.batch().columns().forEach(ConformLawsTest::assertCanonical);
    }
  }

  @Property(tries = TRIES)
  void columnsOfChildrenAreTheVeryColumnsOfTheBatch(@ForAll long seed) {
    RandomNested any = new RandomNested(seed);
    Batch batch = any.batch(any.schema(), 5);
    Set<Column> leaves = new HashSet<>();
    batch.columns().forEach(column -> leaves(column, leaves));

    for (Shape.Rows table : shape(Nesting.of(Mode.TABLES), List.of("key")).of(batch)) {
      for (Field field : table.batch().schema().fields()) {
        if (!isTie(field) && field.type().kind() != Type.Kind.JSON) {
          assertThat(leaves).contains(table.batch().column(field.name()));
        }
      }
    }
  }

  @Property(tries = TRIES)
  void aFieldThatABatchDoesNotHaveIsLikeOneThatIsNull(@ForAll long seed) {
    RandomNested any = new RandomNested(seed);
    Schema schema = any.schema();
    Schema part = any.part(schema);
    Schema whole = SchemaJoin.join(part, schema);
    Batch batch = any.batch(part, 20);
    Nesting nesting =
        Nesting.of(Mode.values()[any.below(3)])
            .withDepthMax(any.below(6))
            .withJson(any.paths(schema))
            .withMaps(any.paths(schema));
    Map<String, List<Object>> ofPart = new TreeMap<>();
    Map<String, List<Object>> ofWhole = new TreeMap<>();

    collect(shape(nesting, List.of("key")).of(batch), ofPart);
    collect(
        shape(nesting, List.of("key")).of(Conform.between(part, whole).conform(batch)), ofWhole);

    assertThat(ofPart).isEqualTo(ofWhole);
  }

  @Property(tries = TRIES)
  void limitsHoldAfterTheyWereCheckedInWhateverOrderFieldsCame(@ForAll long seed) {
    RandomNested any = new RandomNested(seed);
    Schema schema = any.schema();
    Nesting nesting =
        Nesting.of(any.below(2) == 0 ? Mode.KEEP : Mode.TABLES)
            .withLimits(4 + any.below(4), any.below(3), Nesting.OnLimit.JSON);

    Nesting checked = nesting.check(schema, Map.of(), Sinks.PLAIN);

    assertThat(nesting.check(Any.sorted(schema), Map.of(), Sinks.PLAIN)).isEqualTo(checked);
    assertThat(checked.check(schema, Map.of(), Sinks.PLAIN)).isSameAs(checked);
    Map<String, Schema> tables = shape(checked, List.of("key")).tables(schema);
    assertThat(tables.size() - 1).isLessThanOrEqualTo(checked.tablesMax());
    tables
        .values()
        .forEach(
            table ->
                assertThat(table.fields().stream().filter(field -> !isTie(field)).count())
                    .isLessThanOrEqualTo(checked.columnsMax()));
    assertThat(Nesting.fromFields(checked.toFields())).isEqualTo(checked);
  }

  private static boolean isTie(Field field) {
    return field.name().equals("_root_key") || field.name().endsWith("_idx");
  }

  private static Shape shape(Nesting nesting, List<String> key) {
    return nesting.shape(key, Map.of(), Sinks.PLAIN, "load/0");
  }

  private static ChildKeys keys(RandomNested any) {
    return any.below(2) == 0 ? ChildKeys.INDEX_PATH : ChildKeys.ROW_IDS;
  }

  private static List<String> names(Schema schema) {
    return schema.fields().stream().map(Field::name).toList();
  }

  private static Object tree(Batch batch, int row) {
    Map<String, Object> map = new TreeMap<>();
    for (int i = 0; i < batch.schema().size(); i++) {
      Tree.put(map, batch.schema().fields().get(i).name(), Tree.of(batch.column(i), row));
    }
    return map;
  }

  private static void collect(List<Shape.Rows> tables, Map<String, List<Object>> rows) {
    for (Shape.Rows table : tables) {
      for (int row = 0; row < table.batch().rows(); row++) {
        rows.computeIfAbsent(table.suffix(), suffix -> new ArrayList<>())
            .add(tree(table.batch(), row));
      }
    }
  }

  private static void leaves(Column column, Set<Column> leaves) {
    leaves.add(column);
    if (column instanceof dev.tributary.batch.StructColumn struct) {
      struct.children().forEach(child -> leaves(child, leaves));
    } else if (column instanceof dev.tributary.batch.ListColumn list) {
      leaves(list.elements(), leaves);
    }
  }
}
