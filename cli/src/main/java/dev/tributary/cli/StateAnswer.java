// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import dev.tributary.state.Lease;
import dev.tributary.state.PipelineState;
import dev.tributary.state.StreamState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is remembered of a pipeline; of its credentials only the names. */
final class StateAnswer {

  private StateAnswer() {}

  static Answer of(PipelineState state) {
    List<String> lines = new ArrayList<>();
    state.lease().ifPresent(lease -> lines.add("lease     " + lease));
    state.streams().forEach((name, stream) -> describe(name, stream, lines));
    if (state.streams().isEmpty()) {
      lines.add("Nothing is remembered yet");
    }
    return Answer.of(json(state), Plain.printableLines(String.join("\n", lines)));
  }

  private static void describe(String name, StreamState stream, List<String> lines) {
    lines.add(name);
    lines.add("  position  " + PlainValues.positionText(stream.position()));
    lines.add("  complete  " + stream.complete());
    if (!stream.prepared().isNone()) {
      lines.add("  prepared  " + stream.prepared());
    }
    for (StreamState.Entry entry : stream.history()) {
      lines.add(
          "  history   "
              + entry.when()
              + "  "
              + entry.load()
              + "  "
              + PlainValues.positionText(entry.position()));
    }
  }

  private static Map<String, @Nullable Object> json(PipelineState state) {
    Map<String, Object> streams = new LinkedHashMap<>();
    state.streams().forEach((name, stream) -> streams.put(name, json(stream)));
    return PlainValues.map(
        "version", state.version(),
        "streams", streams,
        "lease", state.lease().map(StateAnswer::json).orElse(null),
        "credentials", List.copyOf(state.credentials().keySet()));
  }

  private static Object json(StreamState stream) {
    return PlainValues.map(
        "position", PlainValues.position(stream.position()),
        "complete", stream.complete().value(),
        "prepared", stream.prepared().value(),
        "history", stream.history().stream().map(StateAnswer::json).toList());
  }

  private static Object json(StreamState.Entry entry) {
    return PlainValues.map(
        "load", entry.load().value(),
        "position", PlainValues.position(entry.position()),
        "when", entry.when().toString());
  }

  private static Object json(Lease lease) {
    return PlainValues.map(
        "holder", lease.holder(),
        "host", lease.host(),
        "pid", lease.pid(),
        "since", lease.since().toString(),
        "until", lease.until().toString());
  }
}
