// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.error.ErrorCode;
import dev.tributary.evolution.Contract;
import dev.tributary.evolution.Contract.Rule;
import dev.tributary.evolution.Declaration;
import dev.tributary.evolution.DeclaredColumn;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.tck.memory.MemorySource;
import dev.tributary.tck.memory.MemoryStream;
import dev.tributary.tck.memory.MemoryWarehouse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a contract lets into the tables of a stream. */
class ContractTest {

  private static final Field ID = Field.optional("id", Type.LONG);
  private static final Field NOTE = Field.optional("note", Type.STRING);

  private final MemoryWarehouse warehouse = new MemoryWarehouse();
  private final MemoryStream orders = MemorySource.stream("orders", Schema.of(ID)).unannounced();

  @Test
  void aNewTableTakesWhateverItsFirstLoadBrings() {
    orders.row(1L);

    load(new Contract(Rule.EVOLVE, Rule.FREEZE, Rule.FREEZE));

    assertThat(warehouse.rows("orders")).hasSize(1);
  }

  @Test
  void aFrozenTableRefusesTheLoadThatBringsAField() {
    first();
    orders.schema(Schema.of(ID, NOTE)).row(2L, "new");

    RunReport report = run(spec(Contract.FREEZE));

    assertThat(report.worst().orElseThrow().code()).isEqualTo(ErrorCode.SCHEMA_REFUSED);
    assertThat(report.worst().orElseThrow().getMessage()).contains("note").doesNotContain("new");
    assertThat(warehouse.rows("orders")).hasSize(1);
  }

  @Test
  void aTableThatMayNotBeMadeIsNotMade() {
    orders.row(1L);

    RunReport report = run(spec(Contract.FREEZE));

    assertThat(report.worst().orElseThrow().code()).isEqualTo(ErrorCode.SCHEMA_REFUSED);
    assertThat(warehouse.sink().tables()).isEmpty();
  }

  @Test
  void aFieldWithoutAValueViolatesNothing() {
    first();
    orders.schema(Schema.of(ID, NOTE)).row(2L, null);

    load(Contract.FREEZE);

    assertThat(warehouse.rows("orders")).hasSize(2).allMatch(row -> !row.containsKey("note"));
  }

  @Test
  void aRowWithANewFieldIsDiscardedAndCounted() {
    first();
    orders.schema(Schema.of(ID, NOTE)).row(2L, null).row(3L, "new");

    StreamReport report = load(Contract.of(Rule.DISCARD_ROW));

    assertThat(report.tally()).isEqualTo(new Tally(1, 0, 1));
    assertThat(ids()).containsExactly(1L, 2L);
  }

  @Test
  void withAQuarantineItGoesThereWithItsSchemaAndReason() {
    first();
    orders.schema(Schema.of(ID, NOTE)).row(3L, "new");

    StreamReport report =
        run(spec(Contract.of(Rule.DISCARD_ROW)).withQuarantine(Quarantine.UNLIMITED))
            .orThrow()
            .streams()
            .get(0);

    assertThat(report.tally()).isEqualTo(new Tally(0, 1, 0));
    assertThat(warehouse.rows("orders__quarantine"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row).containsEntry("row", "{\"id\":3,\"note\":\"new\"}");
              assertThat(row).containsEntry("place", "note");
              assertThat(row.get("row_schema").toString()).contains("note", "string");
            });
  }

  @Test
  void aColumnIsNotMadeForRefusedRowsAlone() {
    first();
    Field text = Field.optional("id", Type.STRING);
    orders.schema(Schema.of(text, NOTE)).row("two", "new");

    StreamReport report = load(new Contract(Rule.EVOLVE, Rule.EVOLVE, Rule.DISCARD_ROW));

    assertThat(report.tally()).isEqualTo(new Tally(0, 0, 1));
    assertThat(report.changes()).isEmpty();
  }

  @Test
  void norForThemAmongOthers() {
    JsonLines source = new JsonLines(9).round("{\"id\":\"x\",\"note\":1}", "{\"id\":\"2\"}");
    DeclaredColumn id = DeclaredColumn.of("id").as(Type.LONG).required();
    StreamSpec spec = StreamSpec.of("docs").withDeclaration(Declaration.of(List.of(id)));

    Ingested docs = Ingested.of(source, 1, 1, 9, spec.withQuarantine(Quarantine.UNLIMITED));

    assertThat(docs.columns()).noneMatch(column -> column.contains("note"));
    assertThat(docs.table("docs")).hasSize(1);
  }

  @Test
  void aReplayAfterTheContractWasMendedLoadsTheRowAsItWas() {
    first();
    orders.schema(Schema.of(ID, NOTE)).row(3L, "new");
    StreamSpec strict = spec(Contract.of(Rule.DISCARD_ROW));
    run(strict.withQuarantine(Quarantine.UNLIMITED)).orThrow();

    StreamSpec mended = spec(Contract.EVOLVE).withQuarantine(Quarantine.UNLIMITED);
    try (Pipeline pipeline = pipeline(mended)) {
      assertThat(pipeline.replay().orThrow().rows()).isEqualTo(1);
      assertThat(pipeline.replay().orThrow().rows()).isZero();
    }

    assertThat(warehouse.rows("orders"))
        .extracting(row -> row.get("note"))
        .containsExactlyInAnyOrder(null, "new");
  }

  @Test
  void aDiscardedValueLeavesTheRow() {
    first();
    orders.schema(Schema.of(ID, NOTE)).row(2L, "new");

    load(Contract.of(Rule.DISCARD_VALUE));

    assertThat(ids()).containsExactly(1L, 2L);
    assertThat(warehouse.rows("orders")).allMatch(row -> !row.containsKey("note"));
  }

  @Test
  void aFieldThatTheSourceStoppedSendingIsKeptAndNamed() {
    orders.schema(Schema.of(ID, NOTE)).row(1L, "first");
    StreamReport first = load(Contract.EVOLVE);
    orders.schema(Schema.of(ID)).row(2L);

    StreamReport second = load(Contract.EVOLVE);

    assertThat(first.unseen()).isEmpty();
    assertThat(second.unseen())
        .isEqualTo(Map.of(second.table(), Map.of("note", first.loads().get(0))));
    assertThat(warehouse.rows("orders"))
        .extracting(row -> row.get("note"))
        .containsExactlyInAnyOrder("first", null);
  }

  private void first() {
    orders.row(1L);
    load(Contract.EVOLVE);
  }

  private List<Object> ids() {
    return warehouse.rows("orders").stream().map(row -> (Object) row.get("id")).toList();
  }

  private StreamReport load(Contract contract) {
    return run(spec(contract)).orThrow().streams().get(0);
  }

  private static StreamSpec spec(Contract contract) {
    return StreamSpec.of("orders").withCursor("id").withContract(contract);
  }

  private RunReport run(StreamSpec spec) {
    try (Pipeline pipeline = pipeline(spec)) {
      return pipeline.run();
    }
  }

  private final dev.tributary.state.MemoryStateStore state =
      new dev.tributary.state.MemoryStateStore();

  private Pipeline pipeline(StreamSpec spec) {
    return Pipeline.named("shop")
        .source(MemorySource.of(orders))
        .sink(warehouse.sink())
        .state(state)
        .stream(spec)
        .build();
  }
}
