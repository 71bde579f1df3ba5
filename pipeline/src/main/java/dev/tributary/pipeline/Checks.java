// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.pipeline.Parts.ConfiguredStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Proves that everything a run needs can be used, and changes nothing. */
final class Checks {

  private final Parts parts;

  Checks(Parts parts) {
    this.parts = parts;
  }

  List<CheckResult> all() {
    List<CheckResult> results = new ArrayList<>();
    results.add(check("state", () -> parts.state().read(parts.name())));
    results.add(check("sink", () -> parts.sink().tables()));
    List<ConfiguredStream> streams = new ArrayList<>();
    CheckResult source = check("source", () -> streams.addAll(parts.streamsToLoad()));
    results.add(source);
    for (ConfiguredStream stream : streams) {
      results.add(
          check(
              "stream " + stream.spec().name(),
              () -> parts.source().check(parts.planning(stream).request())));
    }
    return results;
  }

  static CheckResult check(String subject, Runnable work) {
    try {
      work.run();
      return new CheckResult(subject, Optional.empty());
    } catch (TributaryException e) {
      return new CheckResult(subject, Optional.of(e));
    } catch (RuntimeException e) {
      return new CheckResult(subject, Optional.of(internal(subject, e)));
    }
  }

  static TributaryException internal(String subject, RuntimeException cause) {
    return new TributaryException(
        ErrorCode.INTERNAL,
        "The " + subject + " failed: " + cause,
        "Report this with the stack trace",
        cause);
  }
}
