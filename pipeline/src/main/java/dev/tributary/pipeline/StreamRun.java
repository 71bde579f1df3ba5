// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.load.Position;
import dev.tributary.load.Staged;
import dev.tributary.load.WriteMode;
import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.pipeline.Task.SplitAt;
import dev.tributary.sink.TableInfo;
import dev.tributary.source.Round;
import dev.tributary.source.Round.Cut;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Loads what is new in one stream: the coordinator of one chain, and the place where the load
 * protocol can be read from top to bottom. A round is planned, read and staged by tasks, and
 * committed as one load or, with {@code commit-every}, as several. Owned by one thread.
 */
final class StreamRun {

  private final StreamJob job;
  private final Stager stager;
  private final Optional<Backfill> range;
  private final Instant started;
  private final List<LoadId> loads = new ArrayList<>();
  private Tally tally = Tally.NONE;
  private long files;
  private long bytes;
  private Position position = Position.START;

  /**
   * @param range what to read, where it is not what is new
   */
  StreamRun(StreamJob job, Stager stager, Optional<Backfill> range) {
    this.job = job;
    this.stager = stager;
    this.range = range;
    this.started = job.clock().instant();
  }

  /** Never throws for what fails in the stream; the report has it. */
  StreamReport run() {
    try {
      work();
      return report(Optional.empty());
    } catch (TributaryException e) {
      return report(Optional.of(e));
    } catch (RuntimeException e) {
      return report(
          Optional.of(
              new TributaryException(
                  ErrorCode.INTERNAL,
                  "Stream '" + job.request().stream() + "' failed: " + e,
                  "Report this with the stack trace",
                  e)));
    }
  }

  private void work() {
    ChainHead head = job.recovery().head();
    position = head.position();
    job.recallNames();
    head.anchor().ifPresent(job.tables()::note);
    ChainHead last =
        range.isPresent()
            ? backfill(range.get(), head)
            : job.readsAll() ? loadAll(head) : appendRounds(head);
    if (!last.load().isNone()) {
      job.steps().run(Step.SWEEP, last.load(), () -> job.sweep().after(last.load()));
    }
  }

  private ChainHead appendRounds(ChainHead head) {
    ChainHead reached = head;
    boolean more = true;
    while (more) {
      Position from = reached.position();
      try (Round round = plan(() -> job.source().plan(job.request(), from))) {
        reached = appendRound(round, reached);
        more = round.more();
      }
    }
    return reached;
  }

  private ChainHead appendRound(Round round, ChainHead head) {
    requireProgress(round);
    if (round.splits().isEmpty() && head.anchor().isPresent()) {
      return head;
    }
    job.prepareTables();
    RoundProgress progress = new RoundProgress(round, head.position());
    ChainHead reached = head;
    while (!progress.isFinished()) {
      Draft draft = draft(reached);
      List<Staged> settled = orDiscard(draft, () -> stageAndSettle(draft, round, progress));
      reached = end(draft, settled, reached);
    }
    return reached;
  }

  /** The range is one load, which leaves the position where it is or brings it to its end. */
  private ChainHead backfill(Backfill wanted, ChainHead head) {
    if (job.readsAll()) {
      throw new TributaryException(
          ErrorCode.SETTING_INVALID,
          "Stream '" + job.request().stream() + "' reads everything each time, and no ranges",
          "Run it without a range");
    }
    try (Round round = plan(() -> range(wanted))) {
      if (round.splits().isEmpty()) {
        return head;
      }
      job.prepareTables();
      RoundProgress progress = new RoundProgress(round, Position.START);
      Draft draft = draft(head);
      List<Staged> settled =
          orDiscard(
              draft,
              () -> {
                stage(draft, round, progress);
                Position end = progress.position(job.source(), job.request());
                position = wanted.moves() ? end : head.position();
                job.requireFewRefused(draft.tally());
                return settle(draft);
              });
      return end(draft, settled, head);
    }
  }

  private Round range(Backfill wanted) {
    return job.source().planRange(job.request(), wanted.from(), wanted.until());
  }

  /** Makes a load of what is staged, or where that is nothing, remembers the position only. */
  private ChainHead end(Draft draft, List<Staged> settled, ChainHead head) {
    if (draft.rows() > 0) {
      return commit(draft, settled, head, position);
    }
    job.state().move(position, job.clock().instant());
    tally = tally.plus(draft.tally());
    return head.at(position);
  }

  /** All rounds make one load, also when they have no rows: then the table becomes empty. */
  private ChainHead loadAll(ChainHead head) {
    job.prepareTables();
    Draft draft = draft(head);
    List<Staged> settled =
        orDiscard(
            draft,
            () -> {
              stageAllRounds(draft);
              job.requireFewRefused(draft.tally());
              return settle(draft);
            });
    return commit(draft, settled, head, position);
  }

  private void stageAllRounds(Draft draft) {
    position = Position.START;
    boolean more = true;
    while (more) {
      Position from = position;
      try (Round round = plan(() -> job.source().plan(job.request(), from))) {
        requireProgress(round);
        RoundProgress progress = new RoundProgress(round, position);
        if (!progress.isFinished()) {
          stage(draft, round, progress);
        }
        position = progress.position(job.source(), job.request());
        more = round.more();
      }
    }
  }

  /** A round that was planned is closed also when the listener then throws. */
  private Round plan(Supplier<Round> planning) {
    Round[] planned = {Round.of(List.of(), Cut.NONE)};
    try {
      return job.steps().take(Step.PLAN, LoadId.NONE, () -> planned[0] = planning.get());
    } catch (RuntimeException | Error e) {
      planned[0].close();
      throw e;
    }
  }

  /** Without a split no position moves, so the next round would be this one again, for ever. */
  private void requireProgress(Round round) {
    if (round.more() && round.splits().isEmpty()) {
      throw new TributaryException(
          ErrorCode.CONTRACT_BROKEN,
          "A round of stream '" + job.request().stream() + "' has no splits, but says more follows",
          "Report this to the author of the source");
    }
  }

  private List<Staged> stageAndSettle(Draft draft, Round round, RoundProgress progress) {
    stage(draft, round, progress);
    position = progress.position(job.source(), job.request());
    job.requireFewRefused(draft.tally());
    return settle(draft);
  }

  /** What is not going to be a load is not checked. */
  private List<Staged> settle(Draft draft) {
    List<Staged> settled = job.settling().settle(draft.id(), draft.staged(), job.modes());
    if (draft.rows() > 0 || job.readsAll()) {
      job.checks().run(draft, settled, job.mode(), job.key());
    }
    return settled;
  }

  /** As long as its anchor was not tried, a load that fails is abandoned. */
  private <T> T orDiscard(Draft draft, Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException | Error e) {
      position = draft.from();
      try {
        discard(draft);
      } catch (RuntimeException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  private void stage(Draft draft, Round round, RoundProgress progress) {
    boolean merges = job.mode().disposition() == Disposition.MERGE;
    List<List<SplitAt>> shares =
        merges
            ? Division.inOrder(progress.remaining(), job.parallelism())
            : Division.of(progress.remaining(), job.parallelism());
    boolean whole = job.isWhole() || range.isPresent() || (merges && shares.size() > 1);
    Cut cut = whole ? Cut.NONE : round.cut(); // later rows must not be merged before earlier ones
    long rowsMax =
        cut == Cut.NONE ? Long.MAX_VALUE : Math.max(1, job.commitEvery() / shares.size());
    for (TaskResult result : stage(draft, shares, cut, rowsMax)) {
      draft.add(result);
      progress.note(result.reached());
    }
  }

  /** Stages again, from the same places, while the tasks see what changes how rows are laid out. */
  private List<TaskResult> stage(Draft draft, List<List<SplitAt>> shares, Cut cut, long rowsMax) {
    while (true) {
      List<Task> tasks = new ArrayList<>();
      for (List<SplitAt> share : shares) {
        tasks.add(job.task(draft, share, cut, rowsMax));
      }
      List<TaskResult> results = stager.run(tasks, job.steps());
      if (!job.learns(results)) {
        return results;
      }
      results.forEach(result -> result.staged().forEach(job.sink()::drop));
    }
  }

  private ChainHead commit(Draft draft, List<Staged> settled, ChainHead head, Position to) {
    Load load =
        orDiscard(
            draft,
            () -> {
              Load staged =
                  draft.toLoad(job.anchor(), job.tables().seen(), settled, modes(draft), to);
              job.commits().prepare(staged, notes(staged, draft), job.checks().greatest());
              return staged;
            });
    if (!job.commits().commitAnchor(load)) {
      discard(draft);
      throw superseded(load);
    }
    count(load);
    tally = tally.plus(draft.tally());
    job.commits().finish(load);
    job.tables().loaded(load);
    return head.after(load.id(), to);
  }

  /** A row that was refused is not missing, so then nothing ends because it is. */
  private TableModes modes(Draft draft) {
    TableModes modes = job.modes();
    boolean refused = draft.tally().quarantined() + draft.tally().discarded() > 0;
    if (!refused || !modes.root().options().flag(WriteMode.RETIRE_MISSING)) {
      return modes;
    }
    job.steps()
        .notice("Rows were refused, so that no row ends because load " + draft.id() + " lacks it");
    return modes.keepingMissing();
  }

  private FieldNotes notes(Load load, Draft draft) {
    return job.state().notes().withNames(job.intake().names()).after(load, draft.seen());
  }

  private void count(Load load) {
    loads.add(load.id());
    load.parts().stream().flatMap(part -> part.staged().stream()).forEach(this::count);
  }

  private void count(Staged staged) {
    files += staged.files();
    bytes += staged.bytes();
  }

  /** A load begins later than every load its tables have seen, also when the clock was set back. */
  private Draft draft(ChainHead head) {
    Instant now = job.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    Instant after =
        job.tables().seen().values().stream()
            .map(TableInfo::lastLoadedAt)
            .max(Instant::compareTo)
            .orElse(Instant.EPOCH)
            .truncatedTo(ChronoUnit.MILLIS)
            .plusMillis(1);
    return new Draft(
        LoadId.of(now.isAfter(after) ? now : after, head.number() + 1, unique()),
        job.steps().chain(),
        head);
  }

  private static String unique() {
    long bits = ThreadLocalRandom.current().nextLong() >>> 1;
    String letters = String.format(Locale.ROOT, "%12s", Long.toString(bits, 36)).replace(' ', '0');
    return letters.substring(letters.length() - 10);
  }

  /** Best effort, and never hides why: what stays, the sweep of a later run finds. */
  private void discard(Draft draft) {
    boolean interrupted = Thread.interrupted();
    try {
      job.sink().discard(job.anchor(), job.steps().chain(), draft.id());
    } catch (RuntimeException e) {
      job.steps().notice("Load " + draft.id() + " was not cleaned up: " + e.getMessage());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private TributaryException superseded(Load load) {
    return new TributaryException(
        ErrorCode.LOAD_SUPERSEDED,
        "Another run committed to " + load.chain() + " before load " + load.id(),
        "Run again; nothing of this load is visible");
  }

  private StreamReport report(Optional<TributaryException> failure) {
    return new StreamReport(
        job.request().stream(),
        job.anchor(),
        List.copyOf(loads),
        tally,
        files,
        bytes,
        java.util.Map.copyOf(job.tables().changes()),
        job.state().notes().unseen(),
        job.checks().outcomes(),
        position,
        Duration.between(started, job.clock().instant()),
        failure);
  }
}
