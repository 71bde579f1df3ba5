// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a run did, stream by stream in the order of the pipeline. Immutable. */
public record RunReport(
    String pipeline, Instant started, Duration elapsed, List<StreamReport> streams) {

  public RunReport {
    streams = List.copyOf(streams);
  }

  public long rows() {
    return streams.stream().mapToLong(StreamReport::rows).sum();
  }

  /** True when no stream failed. */
  public boolean succeeded() {
    return worst().isEmpty();
  }

  /** The worst failure: a fault of ours before one of the user before one that may pass. */
  public Optional<TributaryException> worst() {
    return streams.stream()
        .flatMap(stream -> stream.failure().stream())
        .max(Comparator.comparingInt(failure -> severity(failure.code())));
  }

  /** Returns this report, or throws the worst failure: for callers who want all or an exception. */
  public RunReport orThrow() {
    worst()
        .ifPresent(
            failure -> {
              throw failure;
            });
    return this;
  }

  private static int severity(ErrorCode code) {
    return switch (code.kind()) {
      case TRANSIENT -> 0;
      case USER -> 1;
      case BUG -> 2;
    };
  }
}
