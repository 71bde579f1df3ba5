// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.batch.Batch;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Declared;
import dev.tributary.evolution.Gate.Refusal;
import dev.tributary.load.Staged;
import dev.tributary.load.TableName;
import dev.tributary.pipeline.Routing.Routed;
import dev.tributary.sink.Sink;
import dev.tributary.source.RefusedRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows of one task on their way into the sink. A row that is refused anywhere is refused whole,
 * with what it has in child tables. Owned by one thread.
 */
final class Staging implements AutoCloseable {

  private final Task task;
  private final Sink sink;
  private final Steps steps;
  private final Routing routing;
  private final QuarantineStaging quarantine;
  private final Declared withoutSecrets;
  private final Map<TableName, TableStaging> tables = new LinkedHashMap<>();
  private Tally tally = Tally.NONE;
  private int batches;

  Staging(Task task, Sink sink, Steps steps) {
    this.task = task;
    this.sink = sink;
    this.steps = steps;
    this.routing =
        new Routing(
            task.anchor(),
            task.mode(),
            task.intake(),
            sink.capabilities(),
            task.targets(),
            task.seed());
    this.withoutSecrets = Declared.withoutSecrets(task.intake().toApply(), sink.capabilities());
    this.quarantine = new QuarantineStaging(task, sink, steps);
  }

  /** What became of the rows so far. */
  Tally tally() {
    return tally;
  }

  void write(Batch batch) {
    Batch rest = batch;
    Routed routed = routing.route(rest);
    while (!routed.refused().isEmpty()) {
      Batch kept = withoutSecrets.apply(rest).batch();
      for (Map.Entry<Integer, Refusal> each : routed.refused().entrySet()) {
        refuse(kept, each.getKey(), each.getValue());
      }
      if (routed.refused().size() == rest.rows()) {
        return;
      }
      rest = Selection.without(routed.refused().keySet(), rest);
      routed = routing.route(rest);
    }
    routed.parts().forEach((table, parts) -> write(staging(table), parts));
    batches++;
    tally = tally.withRows(rest.rows());
  }

  /** Takes rows that the source could not read; without a quarantine the first one is an error. */
  void refuse(List<RefusedRow> rows) {
    for (RefusedRow row : rows) {
      if (!task.intake().quarantined()) {
        throw unreadable(row);
      }
      boolean secret = task.intake().declaration().hasProtections();
      quarantine.add(Refused.unread(row, secret, place(row)));
      tally = tally.withQuarantined(1);
    }
  }

  /** Per table, the paths of all fields that came. */
  Map<TableName, Set<String>> seen() {
    Map<TableName, Set<String>> seen = new LinkedHashMap<>();
    tables.forEach((name, table) -> seen.put(name, table.seen()));
    return seen;
  }

  /** Everything that came, as it is declared and before it is named. */
  Came came() {
    return routing.came();
  }

  /** Makes everything durable. */
  List<Staged> finish() {
    List<Staged> staged = new ArrayList<>();
    for (TableStaging table : tables.values()) {
      staged.addAll(table.finish());
    }
    staged.addAll(quarantine.finish());
    return staged;
  }

  @Override
  public void close() {
    List<AutoCloseable> all = new ArrayList<>(tables.values());
    all.add(quarantine);
    Closing.all(all);
  }

  /** Tasks of a load read one behind the other, as their ordinals say. */
  private void write(TableStaging table, List<Batch> parts) {
    long number = ((long) task.ordinal() << Integer.SIZE) | batches;
    parts.forEach(part -> table.write(part, number));
  }

  private void refuse(Batch batch, int row, Refusal refusal) {
    if (task.intake().quarantined()) {
      quarantine.add(Refused.row(batch, row, refusal));
      tally = tally.withQuarantined(1);
    } else {
      tally = tally.withDiscarded(1);
    }
  }

  private TableStaging staging(TableName table) {
    return tables.computeIfAbsent(table, name -> new TableStaging(task, name, sink, steps));
  }

  /** A source may name a row by its key. */
  private String place(RefusedRow row) {
    Set<String> hidden = task.intake().declaration().protectedPaths();
    return task.intake().key().stream().anyMatch(hidden::contains)
        ? "a place that is not told, as the key is protected"
        : row.place();
  }

  private TributaryException unreadable(RefusedRow row) {
    return new TributaryException(
        row.code(),
        "A row of stream '"
            + task.request().stream()
            + "' cannot be read, at "
            + place(row)
            + ": "
            + row.reason(),
        "Correct it in the source, or set 'quarantine: true' to load the other rows");
  }
}
