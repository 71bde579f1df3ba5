// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Contract;
import dev.tributary.evolution.Settlement;
import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.load.Receipt;
import dev.tributary.load.TableName;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaChange;
import dev.tributary.sink.Sink;
import dev.tributary.sink.SinkCapabilities;
import dev.tributary.sink.TableInfo;
import dev.tributary.sink.TableSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The tables of one stream, as the coordinator last saw or made them. What is known of a schema at
 * planning is evolved before anything is staged; for what turns up while reading, {@link Settling}
 * asks for more. Owned by one thread.
 */
final class Tables {

  private static final int EVOLVE_ATTEMPTS_MAX = 10;

  private final StreamPlanning planning;
  private final Sink sink;
  private final Steps steps;
  private final TableName anchor;
  private final Map<TableName, TableInfo> seen = new LinkedHashMap<>();
  private final Map<TableName, List<SchemaChange>> changes = new LinkedHashMap<>();

  Tables(StreamPlanning planning, Steps steps) {
    this.planning = planning;
    this.sink = planning.sink();
    this.steps = steps;
    this.anchor = planning.anchor();
  }

  /** The tables seen so far. */
  Map<TableName, TableInfo> seen() {
    return seen;
  }

  Map<TableName, List<SchemaChange>> changes() {
    return changes;
  }

  Map<TableName, Schema> schemas() {
    Map<TableName, Schema> schemas = new LinkedHashMap<>();
    seen.forEach((name, info) -> schemas.put(name, info.schema()));
    return schemas;
  }

  /** Uses what was read of the anchor together with the chain's head. */
  void note(TableInfo info) {
    seen.put(info.name(), info);
  }

  /** What a load that is now in every table left behind, without looking again. */
  void loaded(Load load) {
    for (Load.Part part : load.parts()) {
      TableInfo before = table(part.table());
      seen.put(
          part.table(),
          new TableInfo(
              part.table(),
              before.schema(),
              before.version(),
              Optional.of(new Receipt(load.id(), part.receipt())),
              load.id().time()));
    }
  }

  /** Looks at the tables below the anchor that are there already, where there may be some. */
  void look() {
    if (!planning.intake().hasTablesBelow()) {
      return;
    }
    for (TableName name : sink.tables()) {
      if (TableNames.isBelow(anchor, name)) {
        look(name);
      }
    }
  }

  /** Looks at the table, where that was not done yet. */
  void look(TableName name) {
    if (!seen.containsKey(name)) {
      sink.table(name, steps.chain()).ifPresent(this::note);
    }
  }

  /**
   * Looks at the table and makes it take rows of {@code incoming}, system columns added. Where
   * nothing is known of the rows yet, a table that exists stays as it is.
   */
  void prepare(TableName table, Schema incoming) {
    look(table);
    if (incoming.size() > 0 || !seen.containsKey(table)) {
      evolve(table, List.of(withSystemColumns(incoming)), LoadId.NONE, incoming.size() > 0);
    }
  }

  /** What {@link #prepare} would change. */
  List<SchemaChange> changesFor(TableName table, Schema incoming) {
    look(table);
    return incoming.size() == 0
        ? List.of()
        : plan(table, List.of(withSystemColumns(incoming))).changes();
  }

  /**
   * Another stream may change the table at the same time; then what is missing is planned anew.
   *
   * @param known whether fields of the rows are known
   */
  Settlement evolve(TableName table, Collection<Schema> incoming, LoadId load, boolean known) {
    Settlement settlement = plan(table, incoming);
    int attempt = 0;
    while (attempt++ < EVOLVE_ATTEMPTS_MAX
        && changes(settlement, wanted(table, settlement, known))) {
      try {
        change(settlement, wanted(table, settlement, known), load);
      } catch (TributaryException e) {
        if (e.code() != ErrorCode.SCHEMA_REFUSED || !hasChanged(table)) {
          throw e;
        }
      }
      if (schema(table).equals(settlement.schema())) {
        return settlement;
      }
      settlement = plan(table, incoming);
    }
    return settlement;
  }

  /** Settings speak of the stream's own table. */
  private TableSpec wanted(TableName table, Settlement settlement, boolean known) {
    return new TableSpec(
        table,
        settlement.schema(),
        planning.key(),
        planning.tableSettings(),
        known && table.equals(anchor));
  }

  private boolean changes(Settlement settlement, TableSpec wanted) {
    TableInfo info = seen.get(wanted.name());
    return info == null || !settlement.changes().isEmpty() || !sink.isLaidOut(wanted, info);
  }

  private void change(Settlement settlement, TableSpec wanted, LoadId load) {
    TableName table = wanted.name();
    List<SchemaChange> made = seen.containsKey(table) ? settlement.changes() : created(settlement);
    TableInfo after =
        steps.take(
            Step.EVOLVE,
            load,
            table,
            () -> sink.evolve(wanted, settlement.changes(), steps.chain()));
    changes.computeIfAbsent(table, t -> new ArrayList<>()).addAll(made);
    seen.put(table, after);
  }

  /** Whether the table's schema is another than the one that was planned with; looks again. */
  private boolean hasChanged(TableName table) {
    Schema before = schema(table);
    sink.table(table, steps.chain()).ifPresent(this::note);
    return !schema(table).equals(before);
  }

  /** How the table would take such rows. */
  Settlement plan(TableName table, Collection<Schema> incoming) {
    SinkCapabilities capable = sink.capabilities();
    Schema known = schema(table);
    Contract contract = planning.intake().contract(anchor, table, known, capable);
    return Settlement.plan(known, incoming, capable, contract);
  }

  private Schema schema(TableName table) {
    TableInfo info = seen.get(table);
    return info == null ? Schema.empty() : info.schema();
  }

  private Schema withSystemColumns(Schema incoming) {
    return planning.intake().systemColumns().appendTo(incoming);
  }

  /** A new table is reported as all of its fields. */
  private static List<SchemaChange> created(Settlement settlement) {
    List<SchemaChange> all = new ArrayList<>();
    settlement
        .schema()
        .fields()
        .forEach(
            field ->
                all.add(
                    new SchemaChange.AddField(
                        dev.tributary.schema.FieldPath.of(field.name()), field.type())));
    return all;
  }

  /** A table that was seen. */
  TableInfo table(TableName name) {
    return Objects.requireNonNull(seen.get(name));
  }
}
