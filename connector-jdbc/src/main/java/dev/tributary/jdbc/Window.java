// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;

/** Between which values of a cursor a job wants rows. Immutable. */
final class Window {

  private final CursorColumns cursor;
  private final StreamOptions options;
  private final Clock clock;
  private final CursorBounds bounds;

  Window(CursorColumns cursor, StreamOptions options, boolean asWritten, Clock clock) {
    this.cursor = cursor;
    this.options = options;
    this.clock = clock;
    this.bounds = new CursorBounds(cursor, asWritten);
  }

  CursorBounds bounds() {
    return bounds;
  }

  CursorColumns cursor() {
    return cursor;
  }

  StreamOptions options() {
    return options;
  }

  /** The plan with the least value that is ever read. */
  ReadPlan bounded(ReadPlan plan) {
    return options
        .initial()
        .map(value -> plan.with("least", bounds.value("cursor-initial", value)))
        .orElse(plan);
  }

  /** The greatest value to read just now; empty when there are no such rows. */
  Optional<String> greatest(CursorCheck check) throws SQLException {
    ReadPlan plan = bounded(ReadPlan.everything());
    if (options.until().isPresent()) {
      plan = plan.with("before", bounds.value("cursor-until", options.until().get()));
    }
    if (options.lag().isEmpty()) {
      return check.greatest(plan, cursor);
    }
    String lag = options.lag().get();
    if (bounds.isTime()) {
      String now = bounds.at(clock.instant());
      plan = plan.with("at-most", bounds.before("cursor-lag", lag, now));
    } else {
      Optional<String> last = check.greatest(plan, cursor);
      if (last.isEmpty()) {
        return last;
      }
      plan = plan.with("at-most", bounds.before("cursor-lag", lag, last.get()));
    }
    return check.greatest(plan, cursor);
  }

  /** The plan begun again so far before where the last round ended. */
  ReadPlan lookingBack(ReadPlan plan, Boundary start) {
    return options
        .lookback()
        .map(
            distance ->
                plan.with(
                    "from",
                    Boundary.at(bounds.before("cursor-lookback", distance, start.last())).fields()))
        .orElse(plan);
  }
}
