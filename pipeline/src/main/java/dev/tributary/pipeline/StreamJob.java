// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Contract;
import dev.tributary.evolution.Naming;
import dev.tributary.evolution.Nesting;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.pipeline.Task.SplitAt;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.sink.Sink;
import dev.tributary.sink.SinkCapabilities;
import dev.tributary.source.Round.Cut;
import dev.tributary.source.Source;
import dev.tributary.source.StreamInfo;
import dev.tributary.source.StreamRequest;
import dev.tributary.state.StateStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All that belongs to loading one stream once, wired together. Owned by one thread. */
final class StreamJob {

  private final StreamPlanning planning;
  private final Steps steps;
  private final ChainState state;
  private final Tables tables;
  private final Settling settling;
  private final StreamChecks checks;
  private final Commits commits;
  private Intake intake;
  private boolean prepared;

  StreamJob(StreamPlanning planning, StateStore store, RunListener listener) {
    this.planning = planning;
    this.steps = new Steps(planning.chain(), listener);
    this.state = new ChainState(store, planning.chain());
    this.tables = new Tables(planning, steps);
    this.settling = new Settling(planning, steps, tables);
    this.checks = new StreamChecks(planning, steps, tables);
    this.intake = planning.intake();
    this.commits =
        new Commits(
            planning.source(), planning.request(), planning.sink(), state, steps, planning.clock());
  }

  Recovery recovery() {
    return new Recovery(
        planning.sink(), planning.anchor(), state, steps, commits, planning.onMissingTable());
  }

  Sweep sweep() {
    return new Sweep(planning.sink(), planning.anchor(), planning.chain());
  }

  /** Calls fields as they were called before; after recovery. */
  void recallNames() {
    Map<FieldPath, String> names = new HashMap<>(planning.intake().names());
    names.putAll(state.notes().names());
    intake = intake.withNames(names);
  }

  /** Makes the tables take what is known of the stream's schema before it is read; once. */
  void prepareTables() {
    if (prepared) {
      return;
    }
    StreamInfo info = planning.source().describe(planning.request());
    intake = intake.keyedBy(info);
    requireKey();
    tables.look();
    Schema known = info.schema().orElse(Schema.empty());
    routing().tables(known).forEach(tables::prepare);
    if (known.size() > 0) {
      checks.verify(mode(), key());
    }
    prepared = true;
  }

  Task task(Draft draft, List<SplitAt> splits, Cut cut, long rowsMax) {
    return new Task(
        planning.chain(),
        draft.id(),
        planning.request(),
        splits,
        planning.anchor(),
        tables.schemas(),
        mode(),
        planning.tableSettings(),
        intake,
        cut,
        rowsMax,
        draft.nextTask(),
        0);
  }

  /** Fails a load of which too many rows were refused, before anything of it is visible. */
  void requireFewRefused(Tally tally) {
    planning
        .quarantine()
        .filter(limit -> limit.isExceeded(tally.quarantined(), tally.rows()))
        .ifPresent(
            limit -> {
              throw new TributaryException(
                  ErrorCode.QUARANTINE_FULL,
                  tally.quarantined()
                      + " of "
                      + tally.read()
                      + " rows of stream '"
                      + planning.request().stream()
                      + "' were refused, more than its quarantine takes ("
                      + limit
                      + ")",
                  "Correct the source or the contract, or let the quarantine take more");
            });
  }

  /**
   * Learns from what all tasks of a pass saw. Returns true when their rows must be staged again:
   * names were given twice that only all fields together tell apart, or there would be more columns
   * or tables than allowed, so that something nested becomes json.
   */
  boolean learns(List<TaskResult> results) {
    Came came = results.stream().map(TaskResult::came).reduce(Came.NOTHING, Came::plus);
    Naming naming = intake.naming(planning.sink().capabilities());
    Optional<Naming> again = naming.again(came.names());
    Naming.Named named = again.orElse(naming).name(came.names());
    named.collisions().forEach(this::report);
    Schema joined = naming.knowing(named.given()).name(came.joined()).schema();
    Nesting nesting = mayGrow() ? checked(joined) : intake.nesting();
    boolean changes = again.isPresent() || !nesting.equals(intake.nesting());
    intake = intake.withNames(named.given()).withNesting(nesting);
    return changes;
  }

  private Nesting checked(Schema joined) {
    SinkCapabilities sink = planning.sink().capabilities();
    return intake
        .nesting()
        .check(joined, intake.known(planning.anchor(), tables.schemas(), sink), sink);
  }

  /** Whether the contract lets new columns or tables come of what the source sends. */
  private boolean mayGrow() {
    Contract contract = intake.contract();
    Schema root = tables.schemas().getOrDefault(planning.anchor(), Schema.empty());
    return intake.isBare(root, planning.sink().capabilities())
        || contract.columns() == Contract.Rule.EVOLVE
        || (intake.nesting().mode() == Nesting.Mode.TABLES
            && contract.tables() == Contract.Rule.EVOLVE);
  }

  /** Says once which fields would have shared a name, and what they are called instead. */
  private void report(Naming.Collision collision) {
    Map<String, String> fresh = new TreeMap<>(collision.names());
    fresh.keySet().removeIf(source -> intake.names().containsKey(path(collision, source)));
    fresh.forEach(
        (source, name) -> {
          if (!source.equals(name)) {
            steps.notice(
                "Fields "
                    + collision.names().keySet()
                    + " would share a name; '"
                    + path(collision, source)
                    + "' is called '"
                    + name
                    + "'");
          }
        });
  }

  private static FieldPath path(Naming.Collision collision, String source) {
    List<String> names = new ArrayList<>(collision.parents());
    names.add(source);
    return new FieldPath(names);
  }

  Intake intake() {
    return intake;
  }

  private Routing routing() {
    return new Routing(
        planning.anchor(), mode(), intake, planning.sink().capabilities(), tables.schemas(), "");
  }

  Source source() {
    return planning.source();
  }

  StreamRequest request() {
    return planning.request();
  }

  Sink sink() {
    return planning.sink();
  }

  TableName anchor() {
    return planning.anchor();
  }

  /** With the key, and whatever else decides, as the tables call them. */
  WriteMode mode() {
    WriteMode mode = planning.mode();
    if (mode.disposition() != Disposition.MERGE) {
      return mode;
    }
    SinkCapabilities sink = planning.sink().capabilities();
    WriteMode merge =
        new WriteMode(
            Disposition.MERGE,
            intake.named(mergeKey(), sink),
            planning.merging().options(field -> intake.named(List.of(field), sink).get(0)));
    return intake
        .systemColumns()
        .arrival()
        .map(column -> merge.with(WriteMode.ARRIVAL, column))
        .orElse(merge);
  }

  private List<String> mergeKey() {
    return planning.merging().isByGroups() && !planning.merging().mergeKey().isEmpty()
        ? planning.merging().mergeKey()
        : intake.key();
  }

  TableModes modes() {
    return intake.modes(anchor(), mode(), planning.sink().capabilities());
  }

  /** The columns that tell rows apart, where that is known. */
  List<String> key() {
    return intake.named(intake.key(), planning.sink().capabilities());
  }

  private void requireKey() {
    if (planning.mode().disposition() == Disposition.MERGE && mergeKey().isEmpty()) {
      throw new TributaryException(
          ErrorCode.SETTING_INVALID,
          "Stream '" + planning.request().stream() + "' merges, but nothing says by which key",
          "Set 'primary-key' to the fields that tell its rows apart");
    }
  }

  boolean readsAll() {
    return planning.readsAll();
  }

  boolean isWhole() {
    return planning.isWhole();
  }

  int parallelism() {
    return planning.parallelism();
  }

  long commitEvery() {
    return planning.commitEvery();
  }

  Clock clock() {
    return planning.clock();
  }

  Steps steps() {
    return steps;
  }

  ChainState state() {
    return state;
  }

  Tables tables() {
    return tables;
  }

  Settling settling() {
    return settling;
  }

  StreamChecks checks() {
    return checks;
  }

  Commits commits() {
    return commits;
  }
}
