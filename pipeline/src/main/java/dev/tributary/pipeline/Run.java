// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Position;
import dev.tributary.load.TableName;
import dev.tributary.pipeline.Parts.ConfiguredStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One run of all streams: several coordinators at once, each taking the next stream when it is
 * free. It loads what is new in them, or replays what their quarantines hold.
 */
final class Run {

  private final Parts parts;
  private final Supplier<List<ConfiguredStream>> streams;
  private final Function<ConfiguredStream, StreamPlanning> planning;
  private final Function<StreamPlanning, Stager> stagers;
  private final Optional<Backfill> range;
  private final Map<Integer, StreamReport> reports = new ConcurrentHashMap<>();

  private Run(
      Parts parts,
      Supplier<List<ConfiguredStream>> streams,
      Function<ConfiguredStream, StreamPlanning> planning,
      Function<StreamPlanning, Stager> stagers,
      Optional<Backfill> range) {
    this.parts = parts;
    this.streams = streams;
    this.planning = planning;
    this.stagers = stagers;
    this.range = range;
  }

  static Run load(Parts parts) {
    return new Run(parts, parts::streamsToLoad, parts::planning, anywhere(parts), Optional.empty());
  }

  /** Loads a range of one stream. */
  static Run backfill(Parts parts, String stream, Backfill range) {
    return new Run(
        parts,
        () -> List.of(parts.spec(stream)),
        parts::planning,
        anywhere(parts),
        Optional.of(range));
  }

  private static Function<StreamPlanning, Stager> anywhere(Parts parts) {
    return parts
        .remote()
        .map(remote -> Stager.remote(remote.executor(), remote.plugged()))
        .<Function<StreamPlanning, Stager>>map(remote -> stream -> remote)
        .orElseGet(() -> local(parts));
  }

  /** Runs here, as other machines know nothing of the quarantine as a source. */
  static Run replay(Parts parts) {
    return new Run(parts, parts::streamsToReplay, parts::replaying, local(parts), Optional.empty());
  }

  private static Function<StreamPlanning, Stager> local(Parts parts) {
    LocalExecutor threads = new LocalExecutor("tributary-worker", parts.parallelism());
    return stream ->
        Stager.local(threads, new TaskRunner(stream.source(), parts.sink(), parts.listener()));
  }

  RunReport run() {
    Instant started = parts.clock().instant();
    List<ConfiguredStream> all = streams.get();
    Running running = Running.begin(parts);
    try (running) {
      coordinate(all);
    }
    List<StreamReport> reported = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      StreamSpec spec = all.get(i).spec();
      reported.add(
          Optional.ofNullable(reports.get(i))
              .orElseGet(() -> notBegun(spec, LocalExecutor.cancelled(null))));
    }
    return new RunReport(
        parts.name(), started, Duration.between(started, parts.clock().instant()), reported);
  }

  private void coordinate(List<ConfiguredStream> all) {
    int coordinators = Math.min(parts.parallelism(), Math.max(1, all.size()));
    AtomicInteger next = new AtomicInteger();
    Callable<Boolean> coordinator =
        () -> {
          for (int i = next.getAndIncrement();
              i < all.size() && !Thread.currentThread().isInterrupted();
              i = next.getAndIncrement()) {
            reports.put(i, runStream(all.get(i)));
          }
          return true;
        };
    try {
      new LocalExecutor("tributary-" + parts.name(), coordinators)
          .run(Collections.nCopies(coordinators, coordinator));
    } catch (TributaryException e) {
      if (e.code() != ErrorCode.CANCELLED) {
        throw e;
      }
    }
  }

  private StreamReport runStream(ConfiguredStream stream) {
    try {
      StreamPlanning planned = planning.apply(stream);
      StreamJob job = new StreamJob(planned, parts.state(), parts.listener());
      return new StreamRun(job, stagers.apply(planned), range).run();
    } catch (TributaryException e) {
      return notBegun(stream.spec(), e);
    } catch (RuntimeException e) {
      return notBegun(stream.spec(), Probes.internal("stream " + stream.spec().name(), e));
    }
  }

  private static StreamReport notBegun(StreamSpec spec, TributaryException failure) {
    return new StreamReport(
        spec.name(),
        new TableName(spec.table().orElse(spec.name())),
        List.of(),
        Tally.NONE,
        0,
        0,
        Map.of(),
        Map.of(),
        List.of(),
        Position.START,
        Duration.ZERO,
        Optional.of(failure));
  }
}
