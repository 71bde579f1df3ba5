// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.sink.MaintenanceRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.actions.BinPackRewriteFilePlanner;
import org.apache.iceberg.actions.RewriteFileGroup;
import org.apache.iceberg.actions.SizeBasedFileRewritePlanner;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.util.ContentFileUtil;

/** Which files are to be written anew, in groups of one partition each, as Iceberg plans it. */
record RewritePlan(List<Group> groups) {

  private static final long GROUP_BYTES_MIN = 1L << 30;
  private static final int TARGETS_PER_GROUP = 4;
  private static final double SMALL_SHARE = 0.75;

  /** Position delete files of one data file; each costs a reader an open. */
  private static final int DELETE_FILES_MAX = 4;

  /**
   * Files that are written anew together.
   *
   * @param deletes delete files that are for nothing when these files are gone
   * @param expected about how many files they become
   */
  record Group(List<FileScanTask> files, Set<DeleteFile> deletes, long bytes, int expected) {

    private static Group of(RewriteFileGroup group) {
      Set<DeleteFile> deletes = new HashSet<>();
      for (FileScanTask task : group.fileScanTasks()) {
        task.deletes().stream().filter(ContentFileUtil::isFileScoped).forEach(deletes::add);
      }
      return new Group(
          group.fileScanTasks(),
          deletes,
          group.inputFilesSizeInBytes(),
          group.expectedOutputFiles());
    }

    private boolean hasWideDeletes() {
      return files.stream().anyMatch(task -> task.deletes().stream().anyMatch(Group::isWide));
    }

    /** Whether it may speak of several data files. */
    private static boolean isWide(DeleteFile delete) {
      return !ContentFileUtil.isFileScoped(delete);
    }

    /** With those deletes that may speak of several files, all of which are in this group. */
    private Group withWideDeletes(Map<String, Integer> uses) {
      Map<String, Integer> here = new HashMap<>();
      Map<String, DeleteFile> wide = new HashMap<>();
      for (FileScanTask task : files) {
        count(task, here);
        task.deletes().stream()
            .filter(Group::isWide)
            .forEach(each -> wide.put(each.location(), each));
      }
      Set<DeleteFile> all = new HashSet<>(deletes);
      wide.forEach(
          (location, delete) -> {
            if (here.getOrDefault(location, 0).equals(uses.get(location))) {
              all.add(delete);
            }
          });
      return new Group(files, all, bytes, expected);
    }

    private static void count(FileScanTask task, Map<String, Integer> uses) {
      task.deletes().stream()
          .filter(Group::isWide)
          .forEach(each -> uses.merge(each.location(), 1, Integer::sum));
    }

    boolean isOf(int spec) {
      return files.stream().allMatch(task -> task.file().specId() == spec);
    }

    private boolean isParquet() {
      return files.stream().allMatch(task -> task.file().format() == FileFormat.PARQUET);
    }
  }

  static RewritePlan of(
      Table table,
      Snapshot planned,
      MaintenanceRequest request,
      long targetBytes,
      List<String> notes) {
    BinPackRewriteFilePlanner planner =
        new BinPackRewriteFilePlanner(table, Expressions.alwaysTrue(), planned.snapshotId(), true);
    planner.init(options(request, targetBytes));
    List<Group> groups = new ArrayList<>();
    try (CloseableIterable<RewriteFileGroup> all = planner.plan().groups()) {
      all.forEach(group -> groups.add(Group.of(group)));
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Cannot read the files of table %s", table.name());
    }
    List<Group> parquet = groups.stream().filter(Group::isParquet).toList();
    if (parquet.size() < groups.size()) {
      notes.add(
          (groups.size() - parquet.size())
              + " groups of files are not compacted: some of them are not Parquet");
    }
    if (parquet.stream().noneMatch(Group::hasWideDeletes)) {
      return new RewritePlan(parquet);
    }
    Map<String, Integer> uses = uses(table, planned);
    return new RewritePlan(parquet.stream().map(group -> group.withWideDeletes(uses)).toList());
  }

  /** For how many data files each delete file that may speak of several has to be read. */
  private static Map<String, Integer> uses(Table table, Snapshot planned) {
    Map<String, Integer> uses = new HashMap<>();
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().useSnapshot(planned.snapshotId()).ignoreResiduals().planFiles()) {
      tasks.forEach(task -> Group.count(task, uses));
      return uses;
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Cannot read the files of table %s", table.name());
    }
  }

  /** Files that are too large are left: what reads them can split them. */
  private static Map<String, String> options(MaintenanceRequest request, long targetBytes) {
    long small =
        Math.min(
            targetBytes - 1, request.smallFileBytes().orElse((long) (targetBytes * SMALL_SHARE)));
    long group = Math.max(GROUP_BYTES_MIN, targetBytes * TARGETS_PER_GROUP);
    return Map.of(
        SizeBasedFileRewritePlanner.TARGET_FILE_SIZE_BYTES, Long.toString(targetBytes),
        SizeBasedFileRewritePlanner.MIN_FILE_SIZE_BYTES, Long.toString(small),
        SizeBasedFileRewritePlanner.MAX_FILE_SIZE_BYTES, Long.toString(Long.MAX_VALUE / 4),
        SizeBasedFileRewritePlanner.MIN_INPUT_FILES, Integer.toString(request.filesMin()),
        SizeBasedFileRewritePlanner.MAX_FILE_GROUP_SIZE_BYTES, Long.toString(group),
        BinPackRewriteFilePlanner.DELETE_FILE_THRESHOLD, Integer.toString(DELETE_FILES_MAX),
        BinPackRewriteFilePlanner.DELETE_RATIO_THRESHOLD, Double.toString(request.deletedShare()));
  }
}
