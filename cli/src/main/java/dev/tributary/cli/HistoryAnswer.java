// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import dev.tributary.pipeline.SchemaStep;
import dev.tributary.schema.SchemaChange;
import java.util.ArrayList;
import java.util.List;

/** How a table's schema came to be. */
final class HistoryAnswer {

  private HistoryAnswer() {}

  static Answer of(List<SchemaStep> steps) {
    List<Object> json = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (SchemaStep step : steps) {
      json.add(
          PlainValues.map(
              "version", step.version(),
              "load", step.load().value(),
              "changes", PlainValues.changes(step.changes())));
      lines.add("version " + step.version() + ", first in load " + step.load());
      for (SchemaChange change : step.changes()) {
        lines.add("  " + change);
      }
    }
    return Answer.of(
        PlainValues.map("history", json),
        lines.isEmpty()
            ? "The sink keeps no history of schemas"
            : Plain.printableLines(String.join("\n", lines)));
  }
}
