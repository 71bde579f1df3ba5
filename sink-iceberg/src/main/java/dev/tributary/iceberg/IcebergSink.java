// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.config.Config;
import dev.tributary.config.Context;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Chain;
import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.load.Staged;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.schema.SchemaChange;
import dev.tributary.sink.BatchReader;
import dev.tributary.sink.Maintenance;
import dev.tributary.sink.MaintenanceRequest;
import dev.tributary.sink.Outcome;
import dev.tributary.sink.ReadRequest;
import dev.tributary.sink.SchemaVersion;
import dev.tributary.sink.Sink;
import dev.tributary.sink.SinkCapabilities;
import dev.tributary.sink.SinkWriter;
import dev.tributary.sink.TableInfo;
import dev.tributary.sink.TableSpec;
import dev.tributary.sink.Upkeep;
import dev.tributary.sink.WriteTask;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.catalog.Namespace;

/** Tables of one namespace of an Iceberg catalog. Thread-safe. */
final class IcebergSink implements Sink, Maintenance {

  private static final Set<Disposition> DISPOSITIONS =
      Set.of(Disposition.APPEND, Disposition.REPLACE, Disposition.MERGE);

  private final Tables tables;
  private final Faults faults;
  private final Context context;
  private final int formatVersion;
  private final Readers readers;
  private final IcebergTypes types;
  private final long targetFileBytes;
  private final RowGroupMemory memory = RowGroupMemory.ofHeap();
  private final Map<TableName, Seen> looks = new ConcurrentHashMap<>();

  IcebergSink(CatalogSettings catalog, Config config, Readers readers, Context context) {
    this.readers = readers;
    this.formatVersion = Math.toIntExact(config.get(IcebergSinkProvider.FORMAT_VERSION));
    this.tables =
        new Tables(
            catalog, Namespace.of(config.get(IcebergSinkProvider.NAMESPACE).split("\\.", -1)));
    this.faults = new Faults(catalog);
    this.context = context;
    this.types = new IcebergTypes(formatVersion);
    this.targetFileBytes = config.get(IcebergSinkProvider.TARGET_FILE_BYTES);
  }

  @Override
  public SinkCapabilities capabilities() {
    return new SinkCapabilities(
        DISPOSITIONS, types::stores, IcebergTypes::widens, NameLimit.CHARACTERS, true, false);
  }

  @Override
  public List<TableName> tables() {
    return faults.guard("list the tables", tables::names);
  }

  @Override
  public Optional<TableInfo> table(TableName table, Chain chain) {
    return faults.guard(
        "look at table '" + table + "'",
        () -> tables.find(table).map(found -> info(table, Tables.metadata(found), chain)));
  }

  @Override
  public TableInfo evolve(TableSpec wanted, List<SchemaChange> changes, Chain chain) {
    TableName name = wanted.name();
    return faults.guard(
        "create or change table '" + name + "'",
        () -> {
          TableLayout layout = TableLayout.of(wanted.settings());
          Table table = tables.find(name).orElseGet(() -> create(wanted, layout));
          changes.forEach(NameLimit::check);
          IcebergTypes has = IcebergTypes.of(Tables.metadata(table));
          changes.forEach(change -> has.check(name.value(), change));
          new TableEvolution(name.value(), table, changes).apply();
          TableLayout possible = possible(wanted, layout, table.schema());
          new LayoutEvolution(name.value(), table, possible, context.notices()).apply();
          return info(name, Tables.metadata(table), chain);
        });
  }

  @Override
  public SinkWriter open(WriteTask task) {
    requireKnown(task.mode());
    return faults.guard(
        "write to table '" + task.table() + "'",
        () -> {
          Table table = tables.load(task.table());
          checkScope(task, table);
          IcebergTypes has = IcebergTypes.of(Tables.metadata(table));
          task.schema()
              .fields()
              .forEach(field -> has.check(task.table().value(), field.name(), field.type()));
          Table anchor = task.anchor().equals(task.table()) ? table : tables.load(task.anchor());
          new LoadFolder(anchor, task.chain()).mark(task.load(), task.table());
          Schema schema =
              FieldIds.bind(
                  has.toIceberg(task.schema()),
                  table.schema(),
                  Tables.metadata(table).lastColumnId());
          return new IcebergWriter(task, table, schema, targetFileBytes, memory);
        });
  }

  @Override
  public boolean fits(Staged staged, TableInfo table) {
    return faults.guard(
        "look at table '" + table.name() + "'",
        () -> {
          Seen seen = seen(table);
          return StagedFiles.fit(staged, seen.schema(), seen.specs());
        });
  }

  @Override
  public boolean isLaidOut(TableSpec wanted, TableInfo table) {
    return faults.guard(
        "look at table '" + table.name() + "'",
        () -> {
          TableLayout layout = TableLayout.of(wanted.settings());
          if (layout.isSilent()) {
            return true;
          }
          Seen seen = seen(table);
          return LayoutEvolution.isDone(
              possible(wanted, layout, seen.schema()),
              seen.schema(),
              seen.spec(),
              seen.order(),
              seen.properties());
        });
  }

  @Override
  public BatchReader read(Staged staged) {
    String doing = "read rows staged for table '" + staged.table() + "'";
    return new GuardedReader(
        faults,
        doing,
        faults.guard(doing, () -> Reading.staged(tables.load(staged.table()), staged)));
  }

  @Override
  public BatchReader read(Staged staged, List<String> columns) {
    String doing = "read rows staged for table '" + staged.table() + "'";
    return new GuardedReader(
        faults,
        doing,
        faults.guard(doing, () -> Reading.staged(tables.load(staged.table()), staged, columns)));
  }

  @Override
  public void drop(Staged staged) {
    faults.run(
        "drop rows staged for table '" + staged.table() + "'",
        () -> {
          Table table = tables.load(staged.table());
          StagedFiles.locations(staged).forEach(table.io()::deleteFile);
        });
  }

  @Override
  public void save(TableName anchor, Chain chain, LoadId load, String manifest) {
    faults.run(
        "save the manifest of load " + load,
        () -> new LoadFolder(tables.load(anchor), chain).save(load, manifest));
  }

  @Override
  public Optional<String> manifest(TableName anchor, Chain chain, LoadId load) {
    return faults.guard(
        "read the manifest of load " + load,
        () -> tables.find(anchor).flatMap(table -> new LoadFolder(table, chain).manifest(load)));
  }

  @Override
  public Set<LoadId> kept(TableName anchor, Chain chain) {
    return faults.guard(
        "list the loads beside table '" + anchor + "'",
        () ->
            tables
                .find(anchor)
                .map(table -> new LoadFolder(table, chain).loads())
                .orElse(Set.of()));
  }

  @Override
  public Outcome commit(Load load, TableName table) {
    Load.Part part =
        load.part(table)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Load " + load.id() + " has no part for table '" + table + "'"));
    requireKnown(part.mode());
    return faults.guard(
        "commit load " + load.id() + " to table '" + table + "'",
        () -> new Committer(tables.load(table), load, part, tables::load).commit());
  }

  @Override
  public void forget(TableName anchor, Chain chain, LoadId complete) {
    faults.run(
        "forget the manifest of load " + complete,
        () ->
            tables.find(anchor).ifPresent(table -> new LoadFolder(table, chain).delete(complete)));
  }

  @Override
  public void discard(TableName anchor, Chain chain, LoadId dead) {
    faults.run(
        "discard load " + dead,
        () ->
            tables.find(anchor).ifPresent(table -> new Discard(tables, table, chain, dead).run()));
  }

  @Override
  public Optional<String> explain(TableName table, WriteMode mode) {
    if (mode.disposition() != Disposition.MERGE) {
      return Optional.empty();
    }
    int format =
        faults.guard(
            "look at table '" + table + "'",
            () ->
                tables
                    .find(table)
                    .map(found -> Tables.metadata(found).formatVersion())
                    .orElse(formatVersion));
    return Optional.of(
        (format >= 3 ? "deletion vectors" : "position delete files")
            + " (format "
            + format
            + ") mark the rows that go");
  }

  @Override
  public List<SchemaVersion> history(TableName table) {
    return faults.guard(
        "read the history of table '" + table + "'", () -> SchemaHistory.of(tables.load(table)));
  }

  @Override
  public BatchReader read(TableName table, ReadRequest request) {
    String doing = "read table '" + table + "'";
    return new GuardedReader(
        faults, doing, faults.guard(doing, () -> Reading.visible(tables.load(table), request)));
  }

  @Override
  public Upkeep maintain(TableName table, MaintenanceRequest request) {
    return faults.guard(
        "maintain table '" + table + "'",
        () ->
            new TableUpkeep(tables, table, request, context.clock()).run(targetFileBytes, memory));
  }

  @Override
  public void close() {
    faults.run("close the catalog", tables::close);
  }

  /** What the table was like when somebody looked at it; asked for once per staged file. */
  private Seen seen(TableInfo info) {
    Seen last = looks.get(info.name());
    if (last != null && last.version().equals(info.version())) {
      return last;
    }
    Table table = tables.load(info.name());
    Schema schema =
        table.schemas().getOrDefault(TableVersion.parse(info.version()).schema(), table.schema());
    return Seen.of(info.version(), Tables.metadata(table), schema);
  }

  private record Seen(
      String version,
      Schema schema,
      PartitionSpec spec,
      Map<Integer, PartitionSpec> specs,
      SortOrder order,
      Map<String, String> properties) {

    static Seen of(String version, TableMetadata table, Schema schema) {
      return new Seen(
          version, schema, table.spec(), table.specsById(), table.sortOrder(), table.properties());
    }
  }

  /** The layout, without what needs columns that may still come. */
  private static TableLayout possible(TableSpec wanted, TableLayout layout, Schema schema) {
    if (!wanted.complete()) {
      return layout.within(schema);
    }
    layout.check(wanted.name().value(), schema);
    return layout;
  }

  private Table create(TableSpec wanted, TableLayout layout) {
    NameLimit.check(wanted.name().value(), wanted.schema().fields());
    wanted
        .schema()
        .fields()
        .forEach(field -> types.check(wanted.name().value(), field.name(), field.type()));
    Schema schema = types.toIceberg(wanted.schema());
    return tables.create(
        wanted.name(),
        NewTable.of(wanted.settings(), schema, possible(wanted, layout, schema), formatVersion));
  }

  private TableInfo info(TableName name, TableMetadata table, Chain chain) {
    requireSequenceNumbers(name, table);
    readers.requireFormat(table.formatVersion(), "Table '" + name + "'");
    ChainHead head = ChainHead.of(table, chain);
    if (!head.certain()) {
      context
          .notices()
          .accept(
              "Table '"
                  + name
                  + "' no longer tells whether load "
                  + head.load()
                  + " of "
                  + chain
                  + " is part of it, because snapshots expired; it is taken to be");
    }
    String version = TableVersion.of(table).toString();
    looks.put(name, Seen.of(version, table, table.schema()));
    return new TableInfo(
        name,
        IcebergTypes.fromIceberg(table.schema()),
        version,
        head.receipt(),
        Committer.lastLoadedAt(table));
  }

  private static void requireSequenceNumbers(TableName name, TableMetadata table) {
    if (table.formatVersion() < 2) {
      throw new TributaryException(
          ErrorCode.MODE_UNSUPPORTED,
          "Table '" + name + "' has Iceberg format 1, which does not number its snapshots",
          "Set the table property format-version to 2");
    }
  }

  private static void checkScope(WriteTask task, Table table) {
    if (PartitionScope.is(task.mode()) && task.table().equals(task.anchor())) {
      boolean soon = TableLayout.of(task.settings()).partitionBy().isPresent();
      PartitionScope.checkPartitioned(task.table(), soon || table.spec().isPartitioned());
    }
  }

  private static void requireKnown(WriteMode mode) {
    boolean plain =
        mode.disposition() == Disposition.MERGE
            ? MergeRules.know(mode.options()) && !mode.keys().isEmpty()
            : mode.options().isEmpty() || PartitionScope.is(mode);
    if (!DISPOSITIONS.contains(mode.disposition()) || !plain) {
      throw new TributaryException(
          ErrorCode.MODE_UNSUPPORTED,
          "The Iceberg sink cannot "
              + mode.disposition().name().toLowerCase(java.util.Locale.ROOT)
              + (mode.options().isEmpty() ? "" : " with " + mode.options().names()),
          "Choose append, replace, or merge by a key");
    }
  }
}
