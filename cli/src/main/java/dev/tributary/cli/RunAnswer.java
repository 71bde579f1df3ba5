// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import dev.tributary.load.LoadId;
import dev.tributary.load.TableName;
import dev.tributary.pipeline.Rows;
import dev.tributary.pipeline.RunReport;
import dev.tributary.pipeline.StreamReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a run did, stream by stream, and some of the rows it loaded. */
final class RunAnswer {

  private RunAnswer() {}

  /**
   * @param sample rows read back, by table
   */
  static Answer of(RunReport report, Map<TableName, Rows> sample) {
    List<String> lines = new ArrayList<>();
    report.streams().forEach(stream -> describe(stream, lines));
    lines.add(summary(report));
    sample.forEach(
        (table, rows) -> {
          lines.add("");
          lines.add("first rows of " + Plain.printable(table.value()));
          lines.add(TextTable.of(rows));
        });
    return new Answer(
        json(report, sample),
        String.join("\n", lines),
        report.streams().stream()
            .flatMap(stream -> Answer.Failure.of(stream.stream(), stream.failure()).stream())
            .toList());
  }

  private static void describe(StreamReport stream, List<String> lines) {
    lines.add(Plain.printable(stream.stream() + " -> " + stream.table()));
    if (stream.loads().isEmpty() && stream.failure().isEmpty()) {
      lines.add("  nothing is new");
    }
    if (!stream.loads().isEmpty()) {
      lines.add(loaded(stream));
      refused(stream).ifPresent(lines::add);
      lines.add("  files    " + Plain.number(stream.files()) + ", " + Plain.bytes(stream.bytes()));
    }
    for (String line : Diff.lines(stream.changes(), stream.table())) {
      lines.add(Plain.printable("  " + line));
    }
    lines.addAll(unseen(stream));
    lines.addAll(CheckLines.of(stream.checks()));
    stream.failure().ifPresent(failure -> lines.add("  FAILED   " + failure.code()));
    lines.add(Plain.printable("  position " + PlainValues.positionText(stream.position())));
    lines.add("  seconds  " + Plain.seconds(stream.elapsed()));
    lines.add("");
  }

  private static String loaded(StreamReport stream) {
    return "  rows     "
        + Plain.number(stream.rows())
        + " in "
        + Plain.count(stream.loads().size(), "load");
  }

  /** Fields that the source no longer sends. */
  private static List<String> unseen(StreamReport stream) {
    List<String> lines = new ArrayList<>();
    stream
        .unseen()
        .forEach(
            (table, fields) ->
                fields.forEach(
                    (field, load) ->
                        lines.add(
                            Plain.printable(
                                "  unseen   " + table + "." + field + ", last in load " + load))));
    return lines;
  }

  private static Optional<String> refused(StreamReport stream) {
    List<String> parts = new ArrayList<>();
    if (stream.tally().quarantined() > 0) {
      parts.add(
          Plain.number(stream.tally().quarantined())
              + " in table "
              + Plain.printable(stream.table().value())
              + "__quarantine");
    }
    if (stream.tally().discarded() > 0) {
      parts.add(Plain.number(stream.tally().discarded()) + " discarded");
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of("  refused  " + String.join(", ", parts));
  }

  private static String summary(RunReport report) {
    long failed = report.streams().stream().filter(it -> it.failure().isPresent()).count();
    long loads = report.streams().stream().mapToLong(it -> it.loads().size()).sum();
    String done =
        loads > 0
            ? Plain.count(report.rows(), "row") + " in " + Plain.count(loads, "load")
            : failed > 0 ? "nothing was committed" : "nothing is new; nothing was committed";
    String failures =
        failed == 0
            ? ""
            : "; " + failed + " of " + Plain.count(report.streams().size(), "stream") + " failed";
    return Plain.printable(report.pipeline())
        + ": "
        + done
        + failures
        + " ("
        + Plain.seconds(report.elapsed())
        + " s)";
  }

  private static Map<String, @Nullable Object> json(RunReport report, Map<TableName, Rows> sample) {
    Map<String, Object> samples = new LinkedHashMap<>();
    sample.forEach((table, rows) -> samples.put(table.value(), PlainValues.rows(rows)));
    return PlainValues.map(
        "pipeline", report.pipeline(),
        "ok", report.succeeded(),
        "started", report.started().toString(),
        "seconds", PlainValues.seconds(report.elapsed()),
        "rows", report.rows(),
        "streams", report.streams().stream().map(RunAnswer::json).toList(),
        "sample", samples);
  }

  private static Object json(StreamReport stream) {
    return PlainValues.map(
        "stream", stream.stream(),
        "table", stream.table().value(),
        "loads", stream.loads().stream().map(LoadId::value).toList(),
        "rows", stream.rows(),
        "quarantined", stream.tally().quarantined(),
        "discarded", stream.tally().discarded(),
        "files", stream.files(),
        "bytes", stream.bytes(),
        "changes", PlainValues.changes(stream.changes()),
        "unseen", PlainValues.unseen(stream.unseen()),
        "checks", stream.checks().stream().map(CheckLines::json).toList(),
        "position", PlainValues.position(stream.position()),
        "seconds", PlainValues.seconds(stream.elapsed()),
        "error", stream.failure().map(PlainValues::error).orElse(null));
  }
}
