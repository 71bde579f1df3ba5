// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import dev.tributary.pipeline.Pipeline;
import dev.tributary.pipeline.StreamPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

@Command(
    name = "plan",
    sortOptions = false,
    description = "Says what a run would do: where it reads from, how, and which tables change.")
final class PlanCommand extends JobCommand {

  PlanCommand(Console console) {
    super(console);
  }

  @Override
  Answer answer(Pipeline pipeline) {
    List<StreamPlan> plans = pipeline.plan();
    List<String> lines = new ArrayList<>();
    plans.forEach(plan -> describe(plan, lines));
    return new Answer(
        PlainValues.map("streams", plans.stream().map(PlanCommand::json).toList()),
        Plain.printableLines(String.join("\n", lines).stripTrailing()),
        plans.stream()
            .flatMap(plan -> Answer.Failure.of(plan.stream(), plan.failure()).stream())
            .toList());
  }

  private static void describe(StreamPlan plan, List<String> lines) {
    lines.add(plan.stream() + " -> " + plan.table());
    if (plan.failure().isPresent()) {
      lines.add("  FAILED   " + plan.failure().get().code());
    } else {
      lines.add("  table    " + (plan.exists() ? "is there" : "will be made"));
      lines.add("  mode     " + mode(plan));
      plan.explained().ifPresent(how -> lines.add("           " + how));
      lines.add("  from     " + PlainValues.positionText(plan.from()));
      lines.add("  reads    " + reads(plan));
      Diff.lines(plan.changes(), plan.table()).forEach(line -> lines.add("  " + line));
    }
    lines.add("");
  }

  private static String reads(StreamPlan plan) {
    return plan.splits() == 0
        ? "nothing; nothing is new"
        : Plain.count(plan.splits(), "split") + (plan.more() ? ", then more" : "");
  }

  private static String mode(StreamPlan plan) {
    return plan.mode().disposition().name().toLowerCase(Locale.ROOT);
  }

  private static Object json(StreamPlan plan) {
    return PlainValues.map(
        "stream", plan.stream(),
        "table", plan.table().value(),
        "exists", plan.exists(),
        "mode", mode(plan),
        "explained", plan.explained().orElse(null),
        "from", PlainValues.position(plan.from()),
        "splits", plan.splits(),
        "more", plan.more(),
        "changes", PlainValues.changes(plan.changes()),
        "error", plan.failure().map(PlainValues::error).orElse(null));
  }
}
