// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import dev.tributary.pipeline.Pipeline;
import dev.tributary.pipeline.Probe;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
    name = "check",
    sortOptions = false,
    description = "Proves that the job could run: settings, source, streams, sink and state.")
final class CheckCommand extends JobCommand {

  CheckCommand(Console console) {
    super(console);
  }

  @Override
  Answer answer(Pipeline pipeline) {
    List<Object> json = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    List<Answer.Failure> failures = new ArrayList<>();
    for (Probe result : pipeline.check()) {
      json.add(json(result));
      lines.add((result.failure().isPresent() ? "FAILED  " : "ok      ") + result.subject());
      failures.addAll(Answer.Failure.of(result.subject(), result.failure()));
    }
    return new Answer(
        PlainValues.map("ok", failures.isEmpty(), "checks", json),
        Plain.printableLines(String.join("\n", lines)),
        failures);
  }

  private static Object json(Probe result) {
    return PlainValues.map(
        "subject", result.subject(),
        "ok", result.failure().isEmpty(),
        "error", result.failure().map(PlainValues::error).orElse(null));
  }
}
