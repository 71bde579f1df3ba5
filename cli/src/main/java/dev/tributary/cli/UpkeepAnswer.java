// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import dev.tributary.pipeline.TableUpkeep;
import dev.tributary.sink.MaintenanceRequest;
import dev.tributary.sink.MaintenanceRequest.Task;
import dev.tributary.sink.Upkeep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What maintenance did for each table, or would do. */
final class UpkeepAnswer {

  private final MaintenanceRequest request;
  private final List<String> lines = new ArrayList<>();

  private UpkeepAnswer(MaintenanceRequest request) {
    this.request = request;
  }

  static Answer of(List<TableUpkeep> tables, MaintenanceRequest request) {
    UpkeepAnswer answer = new UpkeepAnswer(request);
    tables.forEach(answer::describe);
    return new Answer(
        PlainValues.map(
            "dry-run",
            request.isDryRun(),
            "tables",
            tables.stream().map(UpkeepAnswer::json).toList()),
        tables.isEmpty()
            ? "There are no tables"
            : Plain.printableLines(String.join("\n", answer.lines)),
        tables.stream()
            .flatMap(each -> Answer.Failure.of(each.table().value(), each.failure()).stream())
            .toList());
  }

  private void describe(TableUpkeep table) {
    lines.add(table.table() + (request.isDryRun() ? " (dry run: nothing was changed)" : ""));
    table.failure().ifPresent(error -> lines.add("  FAILED     " + error.code()));
    table.done().ifPresent(this::describe);
  }

  private void describe(Upkeep upkeep) {
    if (request.wants(Task.COMPACT)) {
      lines.add("  files      " + files(upkeep.files()));
    }
    if (request.wants(Task.MANIFESTS)) {
      lines.add(
          "  manifests  "
              + Plain.number(upkeep.manifests().before())
              + " -> "
              + Plain.number(upkeep.manifests().after()));
    }
    if (request.wants(Task.EXPIRE)) {
      lines.add("  snapshots  " + snapshots(upkeep.snapshots()));
    }
    if (request.wants(Task.ORPHANS)) {
      lines.add("  orphans    " + orphans(upkeep.orphans()));
    }
    upkeep.notes().forEach(note -> lines.add("  note       " + note));
  }

  private String files(Upkeep.Files files) {
    if (files.rewritten() == 0) {
      return Plain.count(files.before(), "file") + ", nothing to compact";
    }
    String which =
        Plain.number(files.rewritten())
            + " of "
            + Plain.count(files.before(), "file")
            + " ("
            + Plain.bytes(files.bytesRewritten())
            + ")";
    if (request.isDryRun()) {
      return which + " would become about " + Plain.number(files.written());
    }
    return which
        + " became "
        + Plain.number(files.written())
        + " ("
        + Plain.bytes(files.bytesWritten())
        + ")"
        + (files.deletesApplied() == 0
            ? ""
            : ", " + Plain.count(files.deletesApplied(), "delete file") + " applied");
  }

  private String snapshots(Upkeep.Snapshots snapshots) {
    String which =
        Plain.number(snapshots.expired()) + " of " + Plain.count(snapshots.before(), "snapshot");
    return request.isDryRun()
        ? which + " would expire"
        : which + " expired, " + Plain.count(snapshots.filesDeleted(), "file") + " deleted";
  }

  private static String orphans(Upkeep.Orphans orphans) {
    return Plain.count(orphans.found(), "file")
        + " of nobody ("
        + Plain.bytes(orphans.bytesFound())
        + "), "
        + Plain.number(orphans.deleted())
        + " deleted";
  }

  private static Map<String, @Nullable Object> json(TableUpkeep table) {
    Map<String, @Nullable Object> json = PlainValues.map("table", table.table().value());
    table.done().ifPresent(upkeep -> json.putAll(json(upkeep)));
    json.put("error", table.failure().map(PlainValues::error).orElse(null));
    return json;
  }

  private static Map<String, @Nullable Object> json(Upkeep upkeep) {
    Upkeep.Files files = upkeep.files();
    return PlainValues.map(
        "files",
        PlainValues.map(
            "before", files.before(),
            "rewritten", files.rewritten(),
            "written", files.written(),
            "bytes-rewritten", files.bytesRewritten(),
            "bytes-written", files.bytesWritten(),
            "deletes-applied", files.deletesApplied()),
        "manifests",
        PlainValues.map("before", upkeep.manifests().before(), "after", upkeep.manifests().after()),
        "snapshots",
        PlainValues.map(
            "before", upkeep.snapshots().before(),
            "expired", upkeep.snapshots().expired(),
            "files-deleted", upkeep.snapshots().filesDeleted()),
        "orphans",
        PlainValues.map(
            "found", upkeep.orphans().found(),
            "bytes-found", upkeep.orphans().bytesFound(),
            "deleted", upkeep.orphans().deleted()),
        "notes",
        upkeep.notes());
  }
}
