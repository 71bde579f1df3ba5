// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.batch.Batch;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Inexact;
import dev.tributary.evolution.Route;
import dev.tributary.evolution.Settlement;
import dev.tributary.load.LoadId;
import dev.tributary.load.Staged;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.schema.Schema;
import dev.tributary.sink.BatchReader;
import dev.tributary.sink.Sink;
import dev.tributary.sink.SinkWriter;
import dev.tributary.sink.TableInfo;
import dev.tributary.sink.WriteTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Makes the tables of a stream take what a load has staged for them, whoever staged it in whatever
 * order, and writes anew what then does not fit. Owned by one thread.
 */
final class Settling {

  private final StreamPlanning planning;
  private final Sink sink;
  private final Steps steps;
  private final Tables tables;
  private int conformed;

  Settling(StreamPlanning planning, Steps steps, Tables tables) {
    this.planning = planning;
    this.sink = planning.sink();
    this.steps = steps;
    this.tables = tables;
  }

  /** Makes every table take what was staged for it, and the staged data fit its table. */
  List<Staged> settle(LoadId load, List<Staged> staged, TableModes modes) {
    Map<TableName, List<Staged>> byTable = new LinkedHashMap<>();
    staged.forEach(each -> byTable.computeIfAbsent(each.table(), t -> new ArrayList<>()).add(each));
    List<Staged> settled = new ArrayList<>();
    byTable.forEach((table, all) -> settled.addAll(settleTable(load, table, all, modes.of(table))));
    return settled;
  }

  private List<Staged> settleTable(
      LoadId load, TableName table, List<Staged> staged, WriteMode mode) {
    tables.look(table);
    Map<Staged, Schema> exact = exact(table, staged);
    Settlement settlement = tables.evolve(table, exact.values(), load, true);
    TableInfo info = tables.table(table);
    Function<Staged, Route> routes =
        each -> settlement.route(Objects.requireNonNull(exact.get(each)));
    List<Staged> settled = new ArrayList<>();
    List<Staged> misfits = new ArrayList<>();
    for (Staged each : staged) {
      (sink.fits(each, info) ? settled : misfits).add(each);
    }
    rewrite(load, misfits, routes, mode, settled);
    return settled;
  }

  /** The schemas of staged rows by what they hold, where types alone do not tell. */
  private Map<Staged, Schema> exact(TableName table, List<Staged> staged) {
    List<Schema> schemas = staged.stream().map(Staged::schema).distinct().toList();
    Settlement byTypes = tables.plan(table, schemas);
    Map<Staged, Schema> exact = new HashMap<>();
    staged.forEach(each -> exact.put(each, exact(each, byTypes.route(each.schema()))));
    return exact;
  }

  private Schema exact(Staged staged, Route route) {
    Inexact inexact = route.inexact(staged.schema());
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

  private void rewrite(
      LoadId load,
      List<Staged> misfits,
      Function<Staged, Route> routes,
      WriteMode mode,
      List<Staged> settled) {
    if (!misfits.isEmpty()) {
      TableName table = misfits.get(0).table();
      List<Staged> these = List.copyOf(misfits);
      settled.add(
          steps.take(Step.CONFORM, load, table, () -> rewritten(load, these, routes, mode)));
      misfits.clear();
    }
  }

  /** Writes the rows of all misfits, which may be many small files, with one writer. */
  private Staged rewritten(
      LoadId load, List<Staged> misfits, Function<Staged, Route> routes, WriteMode mode) {
    TableInfo info = tables.table(misfits.get(0).table());
    Staged fitting;
    try (SinkWriter writer = sink.open(task(load, info, mode))) {
      for (Staged misfit : misfits) {
        copy(misfit, routes.apply(misfit).from(misfit.schema()), writer);
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

  private void copy(Staged misfit, UnaryOperator<Batch> route, SinkWriter writer) {
    try (BatchReader reader = sink.read(misfit)) {
      for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
        writer.write(route.apply(batch));
      }
    }
  }

  private WriteTask task(LoadId load, TableInfo info, WriteMode mode) {
    return new WriteTask(
        info.name(),
        planning.anchor(),
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
