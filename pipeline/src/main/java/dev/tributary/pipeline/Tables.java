// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.batch.Batch;
import dev.tributary.config.Config;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Conform;
import dev.tributary.evolution.Contract;
import dev.tributary.evolution.Evolution;
import dev.tributary.evolution.Evolved;
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

/**
 * The tables of one stream, as the coordinator last saw or made them. What is known of a schema at
 * planning is evolved before anything is staged; what turns up while reading is settled afterwards,
 * by joining the schemas of all that was staged, so that the result does not depend on who came
 * first. Owned by one thread.
 */
final class Tables {

  private final Sink sink;
  private final Steps steps;
  private final TableName anchor;
  private final Config settings;
  private final List<String> key;
  private final SystemColumns system;
  private final Contract contract;
  private final Map<TableName, TableInfo> seen = new LinkedHashMap<>();
  private final Map<TableName, List<SchemaChange>> changes = new LinkedHashMap<>();
  private int conformed;

  Tables(
      Sink sink,
      Steps steps,
      TableName anchor,
      Config settings,
      List<String> key,
      SystemColumns system,
      Contract contract) {
    this.sink = sink;
    this.steps = steps;
    this.anchor = anchor;
    this.settings = settings;
    this.key = key;
    this.system = system;
    this.contract = contract;
  }

  /** The tables seen so far, the anchor first. */
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

  /**
   * Looks at the table and makes it take rows of {@code incoming}, system columns added. Where
   * nothing is known of the rows yet, a table that exists stays as it is.
   */
  void prepare(TableName table, Schema incoming) {
    Optional<TableInfo> info =
        seen.containsKey(table) ? Optional.of(seen.get(table)) : sink.table(table, steps.chain());
    if (incoming.size() == 0 && info.isPresent()) {
      note(info.get());
      return;
    }
    evolve(table, info, system.appendTo(incoming), LoadId.NONE);
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
    if (!seen.containsKey(table)) {
      sink.table(table, steps.chain()).ifPresent(this::note);
    }
    Optional<TableInfo> before = Optional.ofNullable(seen.get(table));
    Schema known = before.map(TableInfo::schema).orElse(Schema.empty());
    Schema joined =
        staged.stream()
            .map(Staged::schema)
            .filter(schema -> !schema.equals(known))
            .reduce(SchemaJoin::join)
            .orElse(known);
    Evolved evolved = evolve(table, before, joined, load);
    TableInfo info = table(table);
    List<Staged> settled = new ArrayList<>();
    for (Staged each : staged) {
      boolean asIs = each.schema().equals(known) || sink.fits(each, info);
      settled.add(asIs ? each : conform(load, each, joined, evolved, mode));
    }
    return settled;
  }

  private Evolved evolve(
      TableName table, Optional<TableInfo> before, Schema incoming, LoadId load) {
    Schema known = before.map(TableInfo::schema).orElse(Schema.empty());
    Evolved evolved = Evolution.plan(known, incoming, sink.capabilities(), contract);
    if (before.isPresent() && evolved.changes().isEmpty()) {
      seen.put(table, before.get());
      return evolved;
    }
    List<SchemaChange> made = before.isPresent() ? evolved.changes() : created(evolved);
    TableSpec wanted = new TableSpec(table, evolved.schema(), key, settings);
    TableInfo after =
        steps.take(
            Step.EVOLVE, load, table, () -> sink.evolve(wanted, evolved.changes(), steps.chain()));
    changes.computeIfAbsent(table, t -> new ArrayList<>()).addAll(made);
    seen.put(table, after);
    return evolved;
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

  private Staged conform(
      LoadId load, Staged misfit, Schema joined, Evolved evolved, WriteMode mode) {
    return steps.take(
        Step.CONFORM, load, misfit.table(), () -> rewrite(load, misfit, joined, evolved, mode));
  }

  private Staged rewrite(
      LoadId load, Staged misfit, Schema joined, Evolved evolved, WriteMode mode) {
    Conform toJoined = Conform.between(misfit.schema(), joined);
    Conform toTable = new Conform(evolved);
    TableInfo info = table(misfit.table());
    Staged fitting;
    try (BatchReader reader = sink.read(misfit);
        SinkWriter writer = sink.open(task(load, info, mode))) {
      for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
        writer.write(toTable.conform(toJoined.conform(batch)));
      }
      fitting = writer.finish();
    }
    if (!sink.fits(fitting, info)) {
      throw new TributaryException(
          ErrorCode.CONTRACT_BROKEN,
          "Rows written with the schema of table '" + info.name() + "' do not fit it",
          "Report this to the author of the sink");
    }
    sink.drop(misfit);
    return fitting;
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
        settings);
  }
}
