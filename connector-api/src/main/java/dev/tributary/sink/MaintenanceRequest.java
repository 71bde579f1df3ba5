// SPDX-License-Identifier: Apache-2.0
package dev.tributary.sink;

import dev.tributary.config.Config;
import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is to be done for tables, and from when on it is needed. Immutable. */
public final class MaintenanceRequest {

  /** One kind of work; they are done in this order. */
  public enum Task {
    /** Small files become larger ones, and rows that were deleted leave their files. */
    COMPACT,
    /** Many small lists of files become fewer ones. */
    MANIFESTS,
    /** Old states of the table, and the files that only they have, go. */
    EXPIRE,
    /** Files of the table's folder that no state of it has go. */
    ORPHANS
  }

  private static final Duration ORPHAN_AGE_MIN = Duration.ofHours(1);

  private static final Setting<Long> TARGET_FILE_BYTES =
      Setting.bytes("target-file-bytes")
          .describedAs("Compacted files get about this size; default: what the table's files get");
  private static final Setting<Long> SMALL_FILE_BYTES =
      Setting.bytes("small-file-bytes")
          .describedAs("Smaller files are compacted; default: three quarters of the target");
  private static final Setting<Long> MIN_FILES =
      Setting.number("min-files", 2, 1_000_000)
          .orElse(5L)
          .describedAs(
              "So many small files of a partition are compacted, fewer only if they fill one");
  private static final Setting<Long> DELETED_PERCENT =
      Setting.number("deleted-percent", 1, 100)
          .orElse(10L)
          .describedAs("A file of which such a share of rows was deleted is written anew");
  private static final Setting<Duration> EXPIRE_OLDER_THAN =
      Setting.duration("expire-older-than")
          .orElse(Duration.ofDays(5))
          .describedAs("States of the table older than this go; nobody can read them afterwards");
  private static final Setting<Long> KEEP_SNAPSHOTS =
      Setting.number("keep-snapshots", 1, 1_000_000)
          .orElse(10L)
          .describedAs("So many of the last states stay, however old");
  private static final Setting<Duration> ORPHANS_OLDER_THAN =
      Setting.duration("orphans-older-than")
          .orElse(Duration.ofDays(3))
          .describedAs("Files of nobody are deleted when they are older than this; at least 1h");
  private static final Setting<Long> THREADS =
      Setting.number("threads", 1, 64)
          .orElse(2L)
          .describedAs("How many groups of files of a table are written at once");
  private static final Setting<List<String>> ONLY =
      Setting.texts("only")
          .orElse(List.of())
          .describedAs("Which work is done: compact, manifests, expire, orphans; default: all");

  private static final Settings SETTINGS =
      Settings.of(
          ONLY,
          TARGET_FILE_BYTES,
          SMALL_FILE_BYTES,
          MIN_FILES,
          DELETED_PERCENT,
          EXPIRE_OLDER_THAN,
          KEEP_SNAPSHOTS,
          ORPHANS_OLDER_THAN,
          THREADS);

  private final Config config;
  private final Set<Task> tasks;
  private final boolean dryRun;

  private MaintenanceRequest(Config config, Set<Task> tasks, boolean dryRun) {
    this.config = config;
    this.tasks = tasks;
    this.dryRun = dryRun;
  }

  /** What {@link #of} and the group {@code maintain} of a job file understand. */
  public static Settings settings() {
    return SETTINGS;
  }

  /** All work, with the defaults. */
  public static MaintenanceRequest standard() {
    return of(Map.of());
  }

  /**
   * Reads what a user wrote.
   *
   * @throws dev.tributary.error.TributaryException {@code SETTING_INVALID}, naming every problem
   */
  public static MaintenanceRequest of(Map<String, ?> settings) {
    List<String> problems = new ArrayList<>();
    MaintenanceRequest request = of("maintain", settings, problems);
    if (!problems.isEmpty()) {
      throw Settings.invalid(problems);
    }
    return request;
  }

  /** As {@link #of(Map)}, for callers that collect what is wrong. */
  public static MaintenanceRequest of(
      String where, Map<String, ?> settings, List<String> problems) {
    Config config = SETTINGS.read(where, settings, problems);
    Set<Task> tasks = tasks(config.get(ONLY), where + ".only", problems);
    Duration age = config.get(ORPHANS_OLDER_THAN);
    if (age.compareTo(ORPHAN_AGE_MIN) < 0) {
      problems.add(
          where
              + ".orphans-older-than is "
              + age.toMinutes()
              + "m, must be at least 1h: younger files may be of a load that is being written");
    }
    return new MaintenanceRequest(config, tasks, false);
  }

  /**
   * Only this work.
   *
   * @param names of tasks, in lower case; none for all
   * @throws dev.tributary.error.TributaryException {@code SETTING_INVALID}
   */
  public MaintenanceRequest only(Collection<String> names) {
    List<String> problems = new ArrayList<>();
    Set<Task> chosen = tasks(names, "only", problems);
    if (!problems.isEmpty()) {
      throw Settings.invalid(problems);
    }
    return new MaintenanceRequest(config, chosen, dryRun);
  }

  /** The same, but nothing is changed: the report says what would be. */
  public MaintenanceRequest dryRun(boolean wanted) {
    return new MaintenanceRequest(config, tasks, wanted);
  }

  public boolean wants(Task task) {
    return tasks.contains(task);
  }

  public boolean isDryRun() {
    return dryRun;
  }

  /** How large compacted files get; empty for the size that the table's files get anyway. */
  public Optional<Long> targetFileBytes() {
    return config.find(TARGET_FILE_BYTES);
  }

  /** Below which size a file is small; empty for three quarters of the target. */
  public Optional<Long> smallFileBytes() {
    return config.find(SMALL_FILE_BYTES);
  }

  /** How many small files of one partition are worth compacting when they do not fill one. */
  public int filesMin() {
    return Math.toIntExact(config.get(MIN_FILES));
  }

  /** From which share of deleted rows on, between 0 and 1, a file is written anew. */
  public double deletedShare() {
    return config.get(DELETED_PERCENT) / 100.0;
  }

  public Duration expireOlderThan() {
    return config.get(EXPIRE_OLDER_THAN);
  }

  /** How many of the last states of the table stay, at least 1. */
  public int snapshotsKept() {
    return Math.toIntExact(config.get(KEEP_SNAPSHOTS));
  }

  /** At least an hour. */
  public Duration orphansOlderThan() {
    return config.get(ORPHANS_OLDER_THAN);
  }

  /** How many groups of files are written at once. */
  public int threads() {
    return Math.toIntExact(config.get(THREADS));
  }

  private static Set<Task> tasks(Collection<String> names, String where, List<String> problems) {
    Set<Task> tasks = EnumSet.noneOf(Task.class);
    for (String name : names) {
      List<Task> named =
          List.of(Task.values()).stream().filter(task -> nameOf(task).equals(name)).toList();
      tasks.addAll(named);
      if (named.isEmpty()) {
        problems.add(
            where + " is '" + name + "', must be one of compact, manifests, expire, orphans");
      }
    }
    return names.isEmpty() ? EnumSet.allOf(Task.class) : tasks;
  }

  private static String nameOf(Task task) {
    return task.name().toLowerCase(java.util.Locale.ROOT);
  }
}
