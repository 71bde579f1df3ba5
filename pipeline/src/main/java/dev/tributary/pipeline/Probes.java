// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.pipeline.Parts.ConfiguredStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Proves that everything a run needs can be used, and changes nothing. */
final class Probes {

  private final Parts parts;

  Probes(Parts parts) {
    this.parts = parts;
  }

  List<Probe> all() {
    List<Probe> results = new ArrayList<>();
    results.add(probe("state", () -> parts.state().read(parts.name())));
    results.add(probe("sink", () -> parts.sink().tables()));
    List<ConfiguredStream> streams = new ArrayList<>();
    Probe source = probe("source", () -> streams.addAll(parts.streamsToLoad()));
    results.add(source);
    for (ConfiguredStream stream : streams) {
      results.add(
          probe(
              "stream " + stream.spec().name(),
              () -> parts.source().check(parts.planning(stream).request())));
    }
    return results;
  }

  static Probe probe(String subject, Runnable work) {
    try {
      work.run();
      return new Probe(subject, Optional.empty());
    } catch (TributaryException e) {
      return new Probe(subject, Optional.of(e));
    } catch (RuntimeException e) {
      return new Probe(subject, Optional.of(internal(subject, e)));
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
