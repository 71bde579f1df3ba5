// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaChange;
import dev.tributary.sink.SinkCapabilities;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

@Domain(Any.class)
class EvolutionLawsTest {

  @Property(tries = 500)
  void evolvingTwiceChangesNothingTheSecondTime(
      @ForAll Schema table, @ForAll Schema incoming, @ForAll SinkCapabilities sink) {
    Evolved once = Evolution.plan(table, incoming, sink);
    Evolved twice = Evolution.plan(once.schema(), incoming, sink);

    assertThat(twice.changes()).isEmpty();
    assertThat(twice.schema()).isEqualTo(once.schema());
    assertThat(twice.beside()).isEqualTo(once.beside());
  }

  @Property(tries = 500)
  void nothingNarrowsAndTheTableTakesWhatItTook(
      @ForAll Schema table, @ForAll Schema incoming, @ForAll SinkCapabilities sink) {
    Assume.that(!table.equals(Schema.empty()));
    Schema grown = Evolution.plan(table, incoming, sink).schema();

    assertThat(SchemaJoin.join(grown, table)).isEqualTo(grown);
  }

  @Property(tries = 500)
  void theOrderInWhichSchemasWereJoinedHasNoInfluence(
      @ForAll Schema table, @ForAll Schema a, @ForAll Schema b, @ForAll SinkCapabilities sink) {
    Evolved ab = Evolution.plan(table, SchemaJoin.join(a, b), sink);
    Evolved ba = Evolution.plan(table, SchemaJoin.join(b, a), sink);

    assertThat(Any.sorted(ab.schema())).isEqualTo(Any.sorted(ba.schema()));
    assertThat(sorted(ab.changes())).isEqualTo(sorted(ba.changes()));
    assertThat(ab.beside()).isEqualTo(ba.beside());
  }

  @Property(tries = 500)
  void theChangesLeadFromTheTableToTheNewSchema(
      @ForAll Schema table, @ForAll Schema incoming, @ForAll SinkCapabilities sink) {
    Assume.that(!table.equals(Schema.empty()));
    Evolved evolved = Evolution.plan(table, incoming, sink);

    assertThat(Changed.by(table, evolved.changes())).isEqualTo(evolved.schema());
  }

  @Property(tries = 300)
  void aNewTableIsAsDeclared(@ForAll Schema declared) {
    Evolved evolved = Evolution.plan(Schema.empty(), declared, Sinks.PLAIN);

    assertThat(evolved.schema()).isEqualTo(declared);
    assertThat(evolved.changes()).hasSize(declared.size());
  }

  private static Set<SchemaChange> sorted(List<SchemaChange> changes) {
    return changes.stream().map(Any::sorted).collect(Collectors.toSet());
  }
}
