// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import dev.tributary.batch.Batch;
import dev.tributary.config.Settings;
import dev.tributary.load.TableName;
import dev.tributary.pipeline.check.CheckOutcome.Result;
import dev.tributary.schema.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Answers checks for one load. The rows of a table are read once for all its checks, with only the
 * columns they need, and once more for those that ask for it; they are never held. Owned by one
 * thread.
 */
public final class Checking {

  private static final long BYTES_PER_KEY = 48;
  private static final long KEYS_MIN = 100_000;
  private static final long KEYS_MAX = 100_000_000;

  private final CheckedLoad load;
  private final List<At> all = new ArrayList<>();
  private final long keysMax;

  /** A check at work on one table. */
  private record At(Check check, TableName table, Examination examination) {}

  /**
   * Prepares the checks and reads nothing yet; asks the sink about tables that are referred to.
   *
   * @throws dev.tributary.error.TributaryException {@code SETTING_INVALID}, naming all that is
   *     wrong: columns that are not there, values that are not of a column's type
   */
  public Checking(List<Check> checks, Function<Check, TableName> tables, CheckedLoad load) {
    this(checks, tables, load, keysMax(checks.size()));
  }

  Checking(List<Check> checks, Function<Check, TableName> tables, CheckedLoad load, long keysMax) {
    this.load = load;
    this.keysMax = keysMax;
    Others others = new Others(load);
    List<String> problems = new ArrayList<>();
    for (Check check : checks) {
      add(check, tables.apply(check), others, problems);
    }
    if (!problems.isEmpty()) {
      throw Settings.invalid(problems);
    }
  }

  /** All checks together use an eighth of the heap for keys, at most. */
  private static long keysMax(int checks) {
    long bytes = Runtime.getRuntime().maxMemory() / 8 / Math.max(1, checks);
    return Math.min(KEYS_MAX, Math.max(KEYS_MIN, bytes / BYTES_PER_KEY));
  }

  private void add(Check check, TableName table, Others others, List<String> problems) {
    try {
      all.add(new At(check, table, examination(check, table, others)));
    } catch (IllegalArgumentException e) {
      problems.add(
          "check '" + check.name() + "' of table '" + table + "' is wrong: " + e.getMessage());
    }
  }

  /** A child table that nobody has seen yet has no rows, and no columns to be wrong about. */
  private Examination examination(Check check, TableName table, Others others) {
    Schema schema = load.tables().get(table);
    boolean counts = check.rule() instanceof Rule.RowCount;
    if (schema == null && !counts) {
      return new Examination.OfNothing();
    }
    return check
        .rule()
        .examine(
            new Subject(
                table,
                schema == null ? Schema.empty() : schema,
                load.rows(table),
                load.id(),
                table.equals(load.root()) ? load.key() : List.of(),
                check.samples(),
                keysMax,
                load.previous(),
                others::table));
  }

  /** Reads what is needed and answers, in the order of the checks. Blocks. */
  public List<CheckOutcome> outcomes() {
    all.stream()
        .collect(Collectors.groupingBy(At::table, LinkedHashMap::new, Collectors.toList()))
        .forEach(this::examine);
    return all.stream().map(this::outcome).toList();
  }

  /**
   * The greatest times that checks of freshness found, for the load after this one; after {@link
   * #outcomes()}.
   */
  public Map<TableName, Map<String, Instant>> greatest() {
    Map<TableName, Map<String, Instant>> found = new LinkedHashMap<>();
    for (At at : all) {
      if (at.examination() instanceof FreshExamination fresh) {
        fresh
            .greatest()
            .ifPresent(
                time ->
                    found
                        .computeIfAbsent(at.table(), table -> new LinkedHashMap<>())
                        .put(fresh.column(), time));
      }
    }
    return found;
  }

  private void examine(TableName table, List<At> checks) {
    StagedRows rows = new StagedRows(load, table);
    List<Examination> waiting = new ArrayList<>();
    for (At at : checks) {
      if (!at.examination().columns().isEmpty() || at.examination().looksAtAll()) {
        waiting.add(at.examination());
      }
    }
    while (!waiting.isEmpty()) {
      List<Examination> now = List.copyOf(waiting);
      rows.each(columns(table, now), batch -> look(now, batch));
      waiting.removeIf(each -> !each.again());
    }
  }

  private static void look(List<Examination> all, Batch batch) {
    all.forEach(each -> each.look(batch));
  }

  private List<String> columns(TableName table, List<Examination> all) {
    if (all.stream().anyMatch(Examination::looksAtAll)) {
      return List.of();
    }
    Set<String> columns = new LinkedHashSet<>();
    all.forEach(each -> columns.addAll(each.columns()));
    if (table.equals(load.root())) {
      columns.addAll(load.key());
    }
    return List.copyOf(columns);
  }

  private CheckOutcome outcome(At at) {
    Check check = at.check();
    Finding finding = at.examination().finding();
    return new CheckOutcome(
        check.name(),
        at.table(),
        check.severity(),
        finding.passed().map(passed -> result(passed, check)).orElse(Result.UNDECIDED),
        load.rows(at.table()),
        finding.failed(),
        finding.detail(),
        finding.samples(),
        load.id());
  }

  private static Result result(boolean passed, Check check) {
    if (passed) {
      return Result.PASSED;
    }
    return switch (check.severity()) {
      case FAIL -> Result.FAILED;
      case WARN -> Result.WARNED;
    };
  }
}
