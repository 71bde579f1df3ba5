// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.Batch;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaChange;
import dev.tributary.schema.SchemaChange.AddField;
import dev.tributary.schema.SchemaChange.WidenField;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SettlementTest {

  @Test
  void valuesThatFitStayThoughOthersOfTheLoadDoNot() {
    Settlement settled = settle(schema(Type.LONG), schema(Type.LONG), schema(Type.STRING));

    assertThat(settled.changes()).containsExactly(add("a__text", Type.STRING));
    assertThat(routed(settled, Rows.of(schema(Type.LONG), Map.of("a", 7L))))
        .isEqualTo(Arrays.asList(7L, null));
    assertThat(routed(settled, Rows.of(schema(Type.STRING), Map.of("a", "x"))))
        .isEqualTo(Arrays.asList(null, "x"));
  }

  @Test
  void eachKindOfMisfitsGetsAColumnOfItsOwn() {
    Settlement settled = settle(schema(Type.DATE), schema(Type.BOOLEAN), schema(Type.LONG));

    assertThat(settled.changes())
        .containsExactly(add("a__boolean", Type.BOOLEAN), add("a__long", Type.LONG));
  }

  @Test
  void theKindsOfAFieldThatTheTableDoesNotKnowMeetInOneColumn() {
    Settlement settled =
        settle(Schema.of(Field.optional("id", Type.LONG)), schema(Type.BOOLEAN), schema(Type.LONG));

    assertThat(settled.changes()).containsExactly(add("a", Type.STRING));
  }

  @Test
  void aRequiredColumnThatOnlyWidensStaysRequired() {
    Settlement settled =
        settle(Schema.of(Field.required("a", Type.INT)), Schema.of(Field.required("a", Type.LONG)));

    assertThat(settled.changes())
        .containsExactly(new WidenField(FieldPath.of("a"), Type.INT, Type.LONG));
  }

  @Test
  void aNewFieldInsideOfAStructIsNotForgottenWhenTheStructMeetsText() {
    Type zip = Type.struct(Field.optional("zip", Type.INT));
    Type more = Type.struct(Field.optional("zip", Type.INT), Field.optional("city", Type.STRING));

    Settlement settled = settle(schema(zip), schema(more), schema(Type.STRING));

    assertThat(settled.changes())
        .containsExactlyInAnyOrder(
            new AddField(FieldPath.of("a", "city"), Type.STRING), add("a__text", Type.STRING));
  }

  @Test
  void aColumnBesideThatIsThereTakesTheNextValuesOfItsKind() {
    Schema table = schema(Type.LONG).with(Field.optional("a__text", Type.STRING));

    Settlement settled = settle(table, schema(Type.STRING), table);

    assertThat(settled.changes()).isEmpty();
    assertThat(routed(settled, Rows.of(schema(Type.STRING), Map.of("a", "x"))))
        .isEqualTo(Arrays.asList(null, "x"));
  }

  @Test
  void aFieldWithTheNameOfAColumnBesideKeepsItsColumn() {
    Schema table = schema(Type.LONG).with(Field.optional("a__text", Type.STRING));
    Schema both = schema(Type.STRING).with(Field.optional("a__text", Type.STRING));

    Settlement settled = settle(table, both);

    assertThat(routed(settled, Rows.of(both, Map.of("a", "moved", "a__text", "own"))))
        .isEqualTo(Arrays.asList(null, "own", "moved"));
  }

  @Property(tries = 300)
  void theOrderOfSchemasDoesNotMatter(@ForAll long seed) {
    RandomNested random = new RandomNested(seed);
    Schema table = random.schema();
    List<Schema> arrived =
        new ArrayList<>(List.of(random.schema(), random.schema(), random.schema()));
    Schema one = Settlement.plan(table, arrived, Sinks.PLAIN, Contract.EVOLVE).schema();

    Collections.reverse(arrived);

    assertThat(Any.sorted(Settlement.plan(table, arrived, Sinks.PLAIN, Contract.EVOLVE).schema()))
        .isEqualTo(Any.sorted(one));
  }

  @Property(tries = 300)
  void settlingTwiceIsSettlingOnce(@ForAll long seed) {
    RandomNested random = new RandomNested(seed);
    Schema table = random.schema();
    List<Schema> arrived = List.of(random.schema(), random.schema());
    Schema once = Settlement.plan(table, arrived, Sinks.PLAIN, Contract.EVOLVE).schema();

    assertThat(Settlement.plan(once, arrived, Sinks.PLAIN, Contract.EVOLVE).changes()).isEmpty();
  }

  private static Settlement settle(Schema table, Schema... arrived) {
    return Settlement.plan(table, List.of(arrived), Sinks.PLAIN, Contract.EVOLVE);
  }

  private static SchemaChange add(String name, Type type) {
    return new AddField(FieldPath.of(name), type);
  }

  private static Schema schema(Type type) {
    return Schema.of(Field.optional("a", type));
  }

  private static List<Object> routed(Settlement settled, Batch batch) {
    Batch routed = settled.route(batch.schema()).from(batch.schema()).apply(batch);
    List<Object> values = new ArrayList<>();
    routed.columns().forEach(column -> values.add(column.value(0)));
    return values;
  }
}
