// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.Batch;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Contract.Rule;
import dev.tributary.evolution.Gate.Passed;
import dev.tributary.evolution.Gate.Refusal;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.sink.SinkCapabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(Any.class)
@Domain(DomainContext.Global.class)
class DeclaredLawsTest {

  @Property(tries = 500)
  void everyRowIsAsDeclaredOrRefusedOnce(
      @ForAll Schema declared,
      @ForAll Schema incoming,
      @ForAll SinkCapabilities sink,
      @ForAll Random random) {
    Batch batch = new RandomRows(random).batch(incoming, 6);
    Declared all = new Declared(Declaration.of(declared), Contract.of(Rule.DISCARD_ROW), sink);

    Passed first = all.apply(batch);
    List<Integer> refused = first.refusals().stream().map(Refusal::row).toList();
    Passed rest = all.apply(Rows.without(batch, refused));

    assertThat(refused).doesNotHaveDuplicates().isSorted();
    assertThat(rest.refusals()).isEmpty();
    assertThat(rest.batch().rows()).isEqualTo(6 - refused.size());
  }

  @Property(tries = 500)
  void theTableThatWasDeclaredTakesWhatIsAsDeclared(
      @ForAll Schema declared, @ForAll Schema incoming, @ForAll Random random) {
    Declaration declaration = Declaration.of(optional(declared));
    Batch batch = new RandomRows(random).batch(incoming, 4);
    Contract contract = new Contract(Rule.EVOLVE, Rule.EVOLVE, Rule.DISCARD_VALUE);

    Passed passed = new Declared(declaration, contract, Sinks.STIFF).apply(batch);

    Schema table = declaration.schema(incoming);
    assertThat(passed.refusals()).isEmpty();
    assertThat(passed.batch().rows()).isEqualTo(4);
    if (table.size() > 0) {
      assertThat(Evolution.plan(table, passed.batch().schema(), Sinks.STIFF).changes())
          .allMatch(change -> change.toString().endsWith("may be null"));
    }
  }

  @Property(tries = 500)
  void noValueIsLostWhereTypesMayGoBeside(
      @ForAll Schema declared,
      @ForAll Schema incoming,
      @ForAll SinkCapabilities sink,
      @ForAll Random random) {
    Batch batch = new RandomRows(random).batch(incoming, 4);
    Declaration declaration = Declaration.of(optional(declared));

    try {
      Batch after = new Declared(declaration, Contract.EVOLVE, sink).apply(batch).batch();
      assertThat(values(after.toMaps())).isGreaterThanOrEqualTo(roots(batch));
      assertThat(after.rows()).isEqualTo(4);
    } catch (TributaryException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.SCHEMA_REFUSED);
    }
  }

  @Property(tries = 300)
  void applyingTwiceToWhatFitsChangesNothing(
      @ForAll Schema declared, @ForAll Schema incoming, @ForAll Random random) {
    Declaration declaration = Declaration.of(optional(declared));
    Batch batch = new RandomRows(random).batch(incoming, 4);
    Contract contract = Contract.of(Rule.DISCARD_VALUE);

    Batch once = new Declared(declaration, contract, Sinks.PLAIN).apply(batch).batch();
    Batch twice = new Declared(declaration, contract, Sinks.PLAIN).apply(once).batch();

    assertThat(twice.schema()).isEqualTo(once.schema());
    assertThat(twice.toMaps()).isEqualTo(once.toMaps());
  }

  @Property(tries = 300)
  void whatIsExcludedIsNowhere(@ForAll Schema incoming, @ForAll Random random) {
    Type secret = Type.struct(Field.required("s", Type.list(Type.STRING)));
    Schema with = Schema.of(plus(incoming.fields(), Field.optional("secret", secret)));
    Batch batch = new RandomRows(random).batch(with, 4);
    Declaration declaration = Declaration.of(List.of(DeclaredColumn.of("secret", "s").excluded()));

    Batch shown = Declared.withoutSecrets(declaration, Sinks.PLAIN).apply(batch).batch();

    assertThat(shown.rows()).isEqualTo(4);
    shown.toMaps().forEach(row -> assertThat(row.get("secret")).isIn(null, Map.of()));
  }

  private static Schema optional(Schema schema) {
    return Schema.of(
        schema.fields().stream()
            .map(field -> new Field(field.name(), optional(field.type()), false))
            .toList());
  }

  private static Type optional(Type type) {
    if (type instanceof Type.Struct struct) {
      return new Type.Struct(optional(Schema.of(struct.fields())).fields());
    }
    if (type instanceof Type.ListOf list) {
      return Type.list(optional(list.element()));
    }
    return type instanceof Type.MapOf map ? Type.map(map.key(), optional(map.value())) : type;
  }

  private static List<Field> plus(List<Field> fields, Field field) {
    List<Field> all = new ArrayList<>(fields);
    all.add(field);
    return all;
  }

  private static long roots(Batch batch) {
    return values(batch.toMaps());
  }

  private static long values(List<Map<String, Object>> rows) {
    return rows.stream()
        .flatMap(row -> row.values().stream())
        .filter(value -> value != null)
        .count();
  }
}
