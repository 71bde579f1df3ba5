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

/**
 * One run of all streams: several coordinators at once, each taking the next stream when it is
 * free.
 */
final class Run {

  private final Parts parts;
  private final Stager stager;
  private final Map<Integer, StreamReport> reports = new ConcurrentHashMap<>();

  Run(Parts parts) {
    this.parts = parts;
    this.stager = stager(parts);
  }

  RunReport run() {
    Instant started = parts.clock().instant();
    List<ConfiguredStream> streams = parts.streamsToLoad();
    Running running = Running.begin(parts);
    try (running) {
      coordinate(streams);
    }
    List<StreamReport> all = new ArrayList<>();
    for (int i = 0; i < streams.size(); i++) {
      StreamSpec spec = streams.get(i).spec();
      all.add(
          Optional.ofNullable(reports.get(i))
              .orElseGet(() -> notBegun(spec, LocalExecutor.cancelled(null))));
    }
    return new RunReport(
        parts.name(), started, Duration.between(started, parts.clock().instant()), all);
  }

  private static Stager stager(Parts parts) {
    if (parts.remote().isPresent()) {
      Parts.RemoteExecution remote = parts.remote().get();
      return Stager.remote(remote.executor(), remote.plugged());
    }
    return Stager.local(
        new LocalExecutor("tributary-worker", parts.parallelism()),
        new TaskRunner(parts.source(), parts.sink(), parts.listener()));
  }

  private void coordinate(List<ConfiguredStream> streams) {
    int coordinators = Math.min(parts.parallelism(), Math.max(1, streams.size()));
    AtomicInteger next = new AtomicInteger();
    Callable<Boolean> coordinator =
        () -> {
          for (int i = next.getAndIncrement();
              i < streams.size() && !Thread.currentThread().isInterrupted();
              i = next.getAndIncrement()) {
            reports.put(i, runStream(streams.get(i)));
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
      StreamPlanning planning = parts.planning(stream);
      StreamJob job = new StreamJob(planning, parts.state(), parts.listener());
      return new StreamRun(job, stager).run();
    } catch (TributaryException e) {
      return notBegun(stream.spec(), e);
    } catch (RuntimeException e) {
      return notBegun(stream.spec(), Checks.internal("stream " + stream.spec().name(), e));
    }
  }

  private static StreamReport notBegun(StreamSpec spec, TributaryException failure) {
    return new StreamReport(
        spec.name(),
        new TableName(spec.table().orElse(spec.name())),
        List.of(),
        0,
        0,
        0,
        Map.of(),
        Position.START,
        Duration.ZERO,
        Optional.of(failure));
  }
}
