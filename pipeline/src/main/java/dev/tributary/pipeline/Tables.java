// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.batch.Batch;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Conform;
import dev.tributary.evolution.Contract;
import dev.tributary.evolution.Evolution;
import dev.tributary.evolution.Evolved;
import dev.tributary.evolution.Inexact;
import dev.tributary.evolution.SchemaJoin;
import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.load.Receipt;
import dev.tributary.load.Staged;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaChange;
import dev.tributary.sink.BatchReader;
import dev.tributary.sink.Sink;
import dev.tributary.sink.SinkCapabilities;
import dev.tributary.sink.SinkWriter;
import dev.tributary.sink.TableInfo;
import dev.tributary.sink.TableSpec;
import dev.tributary.sink.WriteTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The tables of one stream, as the coordinator last saw or made them. What is known of a schema at
 * planning is evolved before anything is staged; what turns up while reading is settled afterwards,
 * by joining the schemas of all that was staged, so that the result does not depend on who came
 * first. Owned by one thread.
 */
final class Tables {

  private static final int EVOLVE_ATTEMPTS_MAX = 10;

  private final StreamPlanning planning;
  private final Sink sink;
  private final Steps steps;
  private final TableName anchor;
  private final Map<TableName, TableInfo> seen = new LinkedHashMap<>();
  private final Map<TableName, List<SchemaChange>> changes = new LinkedHashMap<>();
  private int conformed;

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
      evolve(table, withSystemColumns(incoming), LoadId.NONE, incoming.size() > 0);
    }
  }

  /** What {@link #prepare} would change. */
  List<SchemaChange> changesFor(TableName table, Schema incoming) {
    look(table);
    return incoming.size() == 0 ? List.of() : plan(table, withSystemColumns(incoming)).changes();
  }

  /** Makes every table take what was staged for it, and the staged data fit its table. */
  List<Staged> settle(LoadId load, List<Staged> staged, WriteMode mode) {
    Map<TableName, List<Staged>> byTable = new LinkedHashMap<>();
    staged.forEach(each -> byTable.computeIfAbsent(each.table(), t -> new ArrayList<>()).add(each));
    List<Staged> settled = new ArrayList<>();
    byTable.forEach((table, all) -> settled.addAll(settleTable(load, table, all, mode)));
    return settled;
  }

  private List<Staged> settleTable(
      LoadId load, TableName table, List<Staged> staged, WriteMode mode) {
    look(table);
    Schema known = schema(table);
    Schema joined = joined(known, staged);
    Evolved evolved = evolve(table, joined, load, true);
    TableInfo info = table(table);
    List<Staged> settled = new ArrayList<>();
    List<Staged> misfits = new ArrayList<>();
    for (Staged each : staged) {
      boolean asIs = each.schema().equals(known) || sink.fits(each, info);
      (asIs ? settled : misfits).add(each);
    }
    if (!misfits.isEmpty()) {
      settled.add(
          steps.take(
              Step.CONFORM, load, table, () -> rewrite(load, misfits, joined, evolved, mode)));
    }
    return settled;
  }

  private Schema joined(Schema known, List<Staged> staged) {
    Schema byTypes = join(known, staged, Staged::schema);
    Schema target = known.size() == 0 ? byTypes : SchemaJoin.join(known, byTypes);
    return join(known, staged, each -> exact(each, byTypes, target));
  }

  private static Schema join(Schema known, List<Staged> staged, Function<Staged, Schema> schemaOf) {
    return staged.stream()
        .filter(each -> !each.schema().equals(known))
        .map(schemaOf)
        .reduce(SchemaJoin::join)
        .orElse(known);
  }

  /** The schema of staged rows by what they hold, where types alone do not tell. */
  private Schema exact(Staged staged, Schema... ways) {
    Inexact inexact = new Inexact(staged.schema(), ways);
    if (!inexact.isPossible()) {
      return staged.schema();
    }
    try (BatchReader reader = sink.read(staged)) {
      for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
        inexact.look(batch);
      }
    }
    return inexact.schema();
  }

  /**
   * Another stream may change the table at the same time; then what is missing is planned anew.
   *
   * @param known whether fields of the rows are known
   */
  private Evolved evolve(TableName table, Schema incoming, LoadId load, boolean known) {
    Evolved evolved = plan(table, incoming);
    int attempt = 0;
    while (attempt++ < EVOLVE_ATTEMPTS_MAX && changes(evolved, wanted(table, evolved, known))) {
      try {
        change(evolved, wanted(table, evolved, known), load);
      } catch (TributaryException e) {
        if (e.code() != ErrorCode.SCHEMA_REFUSED || !hasChanged(table)) {
          throw e;
        }
      }
      if (schema(table).equals(evolved.schema())) {
        return evolved;
      }
      evolved = plan(table, incoming);
    }
    return evolved;
  }

  /** Settings speak of the stream's own table. */
  private TableSpec wanted(TableName table, Evolved evolved, boolean known) {
    return new TableSpec(
        table,
        evolved.schema(),
        planning.key(),
        planning.tableSettings(),
        known && table.equals(anchor));
  }

  private boolean changes(Evolved evolved, TableSpec wanted) {
    TableInfo info = seen.get(wanted.name());
    return info == null || !evolved.changes().isEmpty() || !sink.isLaidOut(wanted, info);
  }

  private void change(Evolved evolved, TableSpec wanted, LoadId load) {
    TableName table = wanted.name();
    List<SchemaChange> made = seen.containsKey(table) ? evolved.changes() : created(evolved);
    TableInfo after =
        steps.take(
            Step.EVOLVE, load, table, () -> sink.evolve(wanted, evolved.changes(), steps.chain()));
    changes.computeIfAbsent(table, t -> new ArrayList<>()).addAll(made);
    seen.put(table, after);
  }

  /** Whether the table's schema is another than the one that was planned with; looks again. */
  private boolean hasChanged(TableName table) {
    Schema before = schema(table);
    sink.table(table, steps.chain()).ifPresent(this::note);
    return !schema(table).equals(before);
  }

  private Evolved plan(TableName table, Schema incoming) {
    SinkCapabilities capable = sink.capabilities();
    Schema known = schema(table);
    Contract contract = planning.intake().contract(anchor, table, known, capable);
    return Evolution.plan(known, incoming, capable, contract);
  }

  private Schema schema(TableName table) {
    TableInfo info = seen.get(table);
    return info == null ? Schema.empty() : info.schema();
  }

  private Schema withSystemColumns(Schema incoming) {
    return planning.intake().systemColumns().appendTo(incoming);
  }

  /** A new table is reported as all of its fields. */
  private static List<SchemaChange> created(Evolved evolved) {
    List<SchemaChange> all = new ArrayList<>();
    evolved
        .schema()
        .fields()
        .forEach(
            field ->
                all.add(
                    new SchemaChange.AddField(
                        dev.tributary.schema.FieldPath.of(field.name()), field.type())));
    return all;
  }

  private TableInfo table(TableName name) {
    return Objects.requireNonNull(seen.get(name));
  }

  /** Writes the rows of all misfits, which may be many small files, with one writer. */
  private Staged rewrite(
      LoadId load, List<Staged> misfits, Schema joined, Evolved evolved, WriteMode mode) {
    TableInfo info = table(misfits.get(0).table());
    Staged fitting;
    try (SinkWriter writer = sink.open(task(load, info, mode))) {
      for (Staged misfit : misfits) {
        copy(misfit, Conform.between(misfit.schema(), joined), new Conform(evolved), writer);
      }
      fitting = writer.finish();
    }
    if (!sink.fits(fitting, info)) {
      throw new TributaryException(
          ErrorCode.CONTRACT_BROKEN,
          "Rows written with the schema of table '" + info.name() + "' do not fit it",
          "Report this to the author of the sink");
    }
    misfits.forEach(sink::drop);
    return fitting;
  }

  private void copy(Staged misfit, Conform toJoined, Conform toTable, SinkWriter writer) {
    try (BatchReader reader = sink.read(misfit)) {
      for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
        writer.write(toTable.conform(toJoined.conform(batch)));
      }
    }
  }

  private WriteTask task(LoadId load, TableInfo info, WriteMode mode) {
    return new WriteTask(
        info.name(),
        anchor,
        info.schema(),
        mode,
        steps.chain(),
        load,
        Integer.MAX_VALUE,
        0,
        conformed++,
        planning.tableSettings());
  }
}
