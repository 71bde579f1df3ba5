// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck.memory;

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
import dev.tributary.sink.Outcome;
import dev.tributary.sink.ReadRequest;
import dev.tributary.sink.Sink;
import dev.tributary.sink.SinkCapabilities;
import dev.tributary.sink.SinkWriter;
import dev.tributary.sink.TableInfo;
import dev.tributary.sink.TableSpec;
import dev.tributary.sink.WriteTask;
import dev.tributary.tck.memory.Merged.Parent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A sink whose tables live in a {@link MemoryWarehouse}. It keeps every promise of {@link Sink}
 * within one JVM, and refuses whatever its capabilities do not name. A table must exist before a
 * writer is opened for it. Thread-safe.
 */
public final class MemorySink implements Sink {

  /** Every type; append, replace and merge; numbers and times widen where nothing is lost. */
  public static final SinkCapabilities CAPABILITIES =
      new SinkCapabilities(
          Set.of(Disposition.APPEND, Disposition.REPLACE, Disposition.MERGE),
          type -> true,
          Widening::widens,
          255,
          true,
          false);

  private static final Set<String> MERGE_OPTIONS =
      Set.of(
          WriteMode.DEDUP_BY,
          WriteMode.DELETE_FLAG,
          WriteMode.INSERT_ONLY,
          WriteMode.ARRIVAL,
          WriteMode.GROUPS,
          WriteMode.VALID_FROM,
          WriteMode.VALID_TO,
          WriteMode.VERSION,
          WriteMode.RETIRE_MISSING,
          WriteMode.RETIRE_WITHIN);

  private final MemoryWarehouse warehouse;
  private final SinkCapabilities capabilities;
  private volatile boolean closed;

  /**
   * A sink that can do what {@code capabilities} say and no more, to see how callers cope.
   *
   * @throws IllegalArgumentException when they promise what this sink cannot do: tables that become
   *     visible in one step
   */
  public MemorySink(MemoryWarehouse warehouse, SinkCapabilities capabilities) {
    if (capabilities.tablesAtomic()) {
      throw new IllegalArgumentException("A memory sink commits one table after the other");
    }
    this.warehouse = warehouse;
    this.capabilities = capabilities;
  }

  @Override
  public SinkCapabilities capabilities() {
    return capabilities;
  }

  @Override
  public List<TableName> tables() {
    return open().tables();
  }

  @Override
  public Optional<TableInfo> table(TableName table, Chain chain) {
    return open().find(table).map(found -> found.info(chain));
  }

  @Override
  public TableInfo evolve(TableSpec wanted, List<SchemaChange> changes, Chain chain) {
    Evolving evolving = new Evolving(capabilities);
    evolving.check(wanted.schema());
    Table fresh = Table.create(wanted.name(), wanted.schema());
    return open()
        .updateOrCreate(
            wanted.name(),
            fresh,
            present -> present.evolved(evolving.apply(present.schema(), changes)))
        .info(chain);
  }

  @Override
  public SinkWriter open(WriteTask task) {
    check(task.mode());
    open().require(task.table());
    open().require(task.anchor());
    return new MemoryWriter(warehouse, task);
  }

  @Override
  public boolean fits(Staged staged, TableInfo table) {
    return Widening.takes(staged.schema().fields(), table.schema().fields());
  }

  @Override
  public BatchReader read(Staged staged) {
    return new RowsReader(open().staging(staging -> staging.rows(staged)), ReadRequest.ALL);
  }

  @Override
  public BatchReader read(Staged staged, List<String> columns) {
    List<String> there =
        columns.stream().filter(name -> staged.schema().indexOf(name) >= 0).toList();
    ReadRequest some = new ReadRequest(there, Long.MAX_VALUE);
    return new RowsReader(open().staging(staging -> staging.rows(staged)), some);
  }

  @Override
  public void drop(Staged staged) {
    open()
        .staging(
            staging -> {
              staging.drop(staged);
              return staged;
            });
  }

  @Override
  public void save(TableName anchor, Chain chain, LoadId load, String manifest) {
    open().require(anchor);
    open()
        .staging(
            staging -> {
              staging.save(anchor, chain, load, manifest);
              return load;
            });
  }

  @Override
  public Optional<String> manifest(TableName anchor, Chain chain, LoadId load) {
    return open().staging(staging -> staging.manifest(anchor, chain, load));
  }

  @Override
  public Set<LoadId> kept(TableName anchor, Chain chain) {
    return open().staging(staging -> staging.kept(anchor, chain));
  }

  @Override
  public Outcome commit(Load load, TableName table) {
    Load.Part part =
        load.part(table)
            .orElseThrow(
                () -> new IllegalArgumentException("Load " + load.id() + " has no part " + table));
    check(part.mode());
    Outcome[] outcome = {Outcome.COMMITTED};
    open()
        .update(
            table,
            present -> {
              outcome[0] = outcome(present.head(load.chain()), load, part);
              return outcome[0] == Outcome.COMMITTED ? next(present, load, part) : present;
            });
    return outcome[0];
  }

  @Override
  public void forget(TableName anchor, Chain chain, LoadId complete) {
    remove(anchor, chain, complete);
  }

  @Override
  public void discard(TableName anchor, Chain chain, LoadId dead) {
    remove(anchor, chain, dead);
  }

  @Override
  public BatchReader read(TableName table, ReadRequest request) {
    return new RowsReader(MemoryWarehouse.visible(open().require(table)), request);
  }

  @Override
  public void close() {
    closed = true;
  }

  private MemoryWarehouse open() {
    if (closed) {
      throw new IllegalStateException("The sink was closed");
    }
    return warehouse;
  }

  private static Outcome outcome(LoadId head, Load load, Load.Part part) {
    if (head.equals(load.id())) {
      return Outcome.ALREADY;
    }
    return head.equals(part.expected()) ? Outcome.COMMITTED : Outcome.REFUSED;
  }

  private Table next(Table present, Load load, Load.Part part) {
    for (Staged staged : part.staged()) {
      if (!fits(staged, present.info(load.chain()))) {
        throw new TributaryException(
            ErrorCode.SCHEMA_REFUSED,
            "Rows staged as " + staged.schema() + " do not fit table '" + present.name() + "'",
            "Evolve the table first, or write the rows anew");
      }
    }
    Optional<Parent> parent =
        part.mode().disposition() == Disposition.MERGE
            ? part.parent().flatMap(load::part).map(this::parent)
            : Optional.empty();
    return present.loaded(load, part, rows(part), parent);
  }

  private List<Rows> rows(Load.Part part) {
    List<Rows> rows = new ArrayList<>();
    part.staged().forEach(each -> rows.add(warehouse.staging(staging -> staging.rows(each))));
    return rows;
  }

  /** The parent's part is committed already. */
  private Parent parent(Load.Part part) {
    Table table = warehouse.require(part.table());
    return new Parent(
        part.mode(),
        table.seen(rows(part)).rows(),
        new HashSet<>(MemoryWarehouse.visible(table).rows()));
  }

  /** Committed rows belong to their tables, so that nothing here can take them away. */
  private void remove(TableName anchor, Chain chain, LoadId load) {
    open()
        .staging(
            staging -> {
              staging.remove(anchor, chain, load);
              return load;
            });
  }

  private void check(WriteMode mode) {
    boolean known =
        mode.disposition() == Disposition.MERGE
            ? !mode.keys().isEmpty() && MERGE_OPTIONS.containsAll(mode.options().names())
            : mode.options().isEmpty();
    if (!capabilities.dispositions().contains(mode.disposition()) || !known) {
      throw new TributaryException(
          ErrorCode.MODE_UNSUPPORTED,
          "This sink cannot " + mode.disposition() + " with options " + mode.options().names(),
          "Choose one of " + capabilities.dispositions() + " without options");
    }
  }
}
