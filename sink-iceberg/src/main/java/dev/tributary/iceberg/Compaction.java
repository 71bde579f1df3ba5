// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.iceberg.GroupRewrite.Rewritten;
import dev.tributary.load.LoadId;
import dev.tributary.load.TableName;
import dev.tributary.sink.MaintenanceRequest;
import dev.tributary.sink.Upkeep;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.util.PropertyUtil;
import org.jspecify.annotations.Nullable;

/**
 * Makes few large files of many small ones, and takes deleted rows out of files that have many.
 * Groups of files are written by a few threads and committed some at a time; a group that others
 * touched meanwhile is left as it is.
 */
final class Compaction {

  private static final int COMMITS_MAX = 10;

  private final TableName name;
  private final Table table;
  private final MaintenanceRequest request;
  private final Clock clock;
  private final List<String> notes;
  private final List<Rewritten> ready = new ArrayList<>();
  private long rewritten;
  private long written;
  private long bytesRewritten;
  private long bytesWritten;
  private long deletes;
  private int left;

  Compaction(
      TableName name, Table table, MaintenanceRequest request, Clock clock, List<String> notes) {
    this.name = name;
    this.table = table;
    this.request = request;
    this.clock = clock;
    this.notes = notes;
  }

  Upkeep.Files run(long targetBytesElse, RowGroupMemory memory) {
    Snapshot planned = table.currentSnapshot();
    if (planned == null || !isPossible()) {
      return Upkeep.Files.UNTOUCHED;
    }
    long target = target(targetBytesElse);
    List<RewritePlan.Group> groups = groups(planned, target);
    if (request.isDryRun()) {
      groups.forEach(this::estimate);
    } else if (!groups.isEmpty()) {
      rewrite(groups, planned, target, memory);
    }
    if (left > 0) {
      notes.add(
          left
              + " of "
              + groups.size()
              + " groups of files were changed by others meanwhile and are left for the next time");
    }
    return new Upkeep.Files(
        filesOf(planned), rewritten, written, bytesRewritten, bytesWritten, deletes);
  }

  /** Iceberg's own writer is given one partition at a time. */
  private List<RewritePlan.Group> groups(Snapshot planned, long target) {
    List<RewritePlan.Group> all = RewritePlan.of(table, planned, request, target, notes).groups();
    if (VisibleRows.isFaithful(table.schema())) {
      return all;
    }
    List<RewritePlan.Group> present =
        all.stream().filter(group -> group.isOf(table.spec().specId())).toList();
    if (present.size() < all.size()) {
      notes.add("Files of earlier partitions are not compacted, because of the columns' types");
    }
    return present;
  }

  private boolean isPossible() {
    @Nullable String column = VisibleRows.unwritable(table.schema());
    if (column != null) {
      notes.add(
          "Files are not compacted: column '"
              + column
              + "' has the type "
              + table.schema().findType(column)
              + ", which cannot be written");
      return false;
    }
    boolean splits =
        table.spec().fields().stream()
            .allMatch(
                field ->
                    field.transform().isVoid()
                        || table.schema().findField(field.sourceId()) != null);
    if (!splits) {
      notes.add("Files are not compacted: the table is partitioned by a column that is gone");
    }
    return splits;
  }

  private long target(long targetBytesElse) {
    return request
        .targetFileBytes()
        .orElseGet(
            () ->
                PropertyUtil.propertyAsLong(
                    table.properties(),
                    TableProperties.WRITE_TARGET_FILE_SIZE_BYTES,
                    targetBytesElse));
  }

  private void estimate(RewritePlan.Group group) {
    rewritten += group.files().size();
    bytesRewritten += group.bytes();
    written += group.expected();
    deletes += group.deletes().size();
  }

  private void rewrite(
      List<RewritePlan.Group> groups, Snapshot planned, long target, RowGroupMemory memory) {
    AtomicBoolean stopped = new AtomicBoolean();
    GroupRewrite rewrite = new GroupRewrite(name, table, folder(), target, memory, stopped);
    RewriteCommit commit = new RewriteCommit(table);
    int together = (groups.size() + COMMITS_MAX - 1) / COMMITS_MAX;
    try (Workers<Rewritten> workers = new Workers<>(name, request.threads(), stopped)) {
      for (int i = 0; i < groups.size(); i++) {
        int number = i;
        workers.submit(() -> rewrite.run(groups.get(number), number));
      }
      try {
        for (int i = 1; i <= groups.size(); i++) {
          ready.add(workers.next());
          if (ready.size() == together || i == groups.size()) {
            commit(commit, planned);
          }
        }
      } finally {
        workers.rest().forEach(this::abandon);
        ready.forEach(this::abandon);
      }
    }
  }

  /** Where one of several groups was touched by others, the rest is committed one by one. */
  private void commit(RewriteCommit commit, Snapshot planned) {
    List<Rewritten> groups = List.copyOf(ready);
    ready.clear();
    if (commit.rewrite(groups, planned)) {
      groups.forEach(this::count);
    } else if (groups.size() == 1) {
      groups.forEach(this::leave);
    } else {
      for (Rewritten group : groups) {
        if (commit.rewrite(List.of(group), planned)) {
          count(group);
        } else {
          leave(group);
        }
      }
    }
  }

  private void count(Rewritten group) {
    rewritten += group.old().size();
    written += group.written().size();
    bytesRewritten += Rewritten.bytes(group.old());
    bytesWritten += Rewritten.bytes(group.written());
    deletes += group.deletes().size();
  }

  private void leave(Rewritten group) {
    left++;
    abandon(group);
  }

  private void abandon(Rewritten group) {
    for (DataFile file : group.written()) {
      table.io().deleteFile(file.location());
    }
  }

  private LoadId folder() {
    String unique = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    return LoadId.of(clock.instant(), 0, "comp" + unique);
  }

  private static long filesOf(Snapshot snapshot) {
    return PropertyUtil.propertyAsLong(
        snapshot.summary(), SnapshotSummary.TOTAL_DATA_FILES_PROP, 0);
  }
}
