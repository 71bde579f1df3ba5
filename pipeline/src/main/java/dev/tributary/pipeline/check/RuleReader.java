// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import dev.tributary.config.Config;
import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what checks ask, as users write it. */
final class RuleReader {

  private static final Setting<Long> MIN_ROWS = Setting.number("min", 0, Long.MAX_VALUE);
  private static final Setting<Long> MAX_ROWS = Setting.number("max", 0, Long.MAX_VALUE);
  private static final Settings ROWS = Settings.of(MIN_ROWS, MAX_ROWS);
  private static final String AGAINST_LAST = "against-last";
  private static final Setting<String> MIN_RATIO = Setting.text("min-ratio");
  private static final Setting<String> MAX_RATIO = Setting.text("max-ratio");
  private static final Settings RATIOS = Settings.of(MIN_RATIO, MAX_RATIO);

  private static final Setting<String> COLUMN = Setting.text("column").required();
  private static final Setting<Duration> WITHIN = Setting.duration("within");
  private static final Setting<Boolean> NOT_OLDER = Setting.flag(AGAINST_LAST).orElse(false);
  private static final Settings FRESH = Settings.of(COLUMN, WITHIN, NOT_OLDER);

  private static final Setting<List<String>> COLUMNS = Setting.texts("columns").required();
  private static final Settings SEVERAL = Settings.of(COLUMNS);
  private static final Setting<String> TABLE = Setting.text("table").required();
  private static final Setting<List<String>> OF = Setting.texts("of").required();
  private static final Settings REFERENCES = Settings.of(COLUMNS, TABLE, OF);
  private static final Setting<String> TYPE = Setting.text("type").required();

  static final List<String> KINDS =
      List.of(
          "rows",
          "fresh",
          "not-null",
          "unique",
          "accepted",
          "range",
          "references",
          "compare",
          "all",
          "any",
          "not",
          "java");

  private final List<String> problems;
  private final ClauseReader clauses;

  RuleReader(List<String> problems) {
    this.problems = problems;
    this.clauses = new ClauseReader(problems);
  }

  /** Empty when it is wrong, which is then among the problems. */
  Optional<Rule> read(String where, String kind, Object written) {
    int before = problems.size();
    Optional<Rule> rule = rule(where, kind, written);
    return problems.size() > before ? Optional.empty() : rule;
  }

  private Optional<Rule> rule(String where, String kind, Object written) {
    return switch (kind) {
      case "rows" -> group(where, written).map(map -> rows(where, map));
      case "fresh" -> group(where, written).map(map -> fresh(where, map));
      case "unique" -> Optional.of(new Rule.Unique(columns(where, written, problems)));
      case "references" -> group(where, written).map(map -> references(where, map));
      case "java" -> group(where, written).map(map -> plugged(where, map));
      default ->
          clauses.read(where, kind, written).map(clause -> new Rule.Holds(clause, BigDecimal.ONE));
    };
  }

  private Rule rows(String where, Map<String, Object> written) {
    int before = problems.size();
    Map<String, Object> own = new LinkedHashMap<>(written);
    Object last = own.remove(AGAINST_LAST);
    String lastly = where + "." + AGAINST_LAST;
    Config config = ROWS.read(where, own, problems);
    Config ratios =
        RATIOS.read(
            lastly, last == null ? Map.of() : group(lastly, last).orElse(Map.of()), problems);
    Rule.RowCount rows =
        new Rule.RowCount(
            config.find(MIN_ROWS),
            config.find(MAX_ROWS),
            ratio(lastly, MIN_RATIO, ratios),
            ratio(lastly, MAX_RATIO, ratios));
    boolean empty =
        rows.min().isEmpty()
            && rows.max().isEmpty()
            && rows.minRatio().isEmpty()
            && rows.maxRatio().isEmpty();
    if (empty && problems.size() == before) {
      problems.add(where + " must say 'min', 'max', or a ratio under '" + AGAINST_LAST + "'");
    }
    return rows;
  }

  private Optional<BigDecimal> ratio(String where, Setting<String> setting, Config config) {
    return config.find(setting).flatMap(text -> ratio(where + "." + setting.name(), text));
  }

  private Optional<BigDecimal> ratio(String where, String text) {
    try {
      BigDecimal ratio = new BigDecimal(text);
      if (ratio.signum() >= 0) {
        return Optional.of(ratio);
      }
    } catch (NumberFormatException e) {
      // said below
    }
    problems.add(where + " is '" + text + "', must be a number such as 0.5");
    return Optional.empty();
  }

  private Rule fresh(String where, Map<String, Object> written) {
    Config config = FRESH.read(where, written, problems);
    Optional<Duration> within = config.find(WITHIN);
    boolean notOlder = config.get(NOT_OLDER);
    if (within.isEmpty() && !notOlder) {
      problems.add(where + " must say 'within' or '" + AGAINST_LAST + ": true'");
    }
    return new Rule.Fresh(config.find(COLUMN).orElse(""), within, notOlder);
  }

  private Rule references(String where, Map<String, Object> written) {
    int before = problems.size();
    Config config = REFERENCES.read(where, written, problems);
    List<String> columns = config.find(COLUMNS).orElse(List.of());
    List<String> of = config.find(OF).orElse(List.of());
    boolean uneven = columns.size() != of.size() || columns.isEmpty();
    if (uneven && problems.size() == before) {
      problems.add(where + ".of must name as many columns as 'columns' does");
    }
    return new Rule.References(columns, config.find(TABLE).orElse(""), of);
  }

  private Rule plugged(String where, Map<String, Object> written) {
    Map<String, Object> settings = new LinkedHashMap<>(written);
    Object type = settings.remove(TYPE.name());
    Config config =
        Settings.of(TYPE)
            .read(where, type == null ? Map.of() : Map.of(TYPE.name(), type), problems);
    return new Rule.Plugged(config.find(TYPE).orElse(""), settings, Optional.empty());
  }

  /** A column, a list of them, or a group that has one. */
  static List<String> columns(String where, Object written, List<String> problems) {
    Map<String, Object> map =
        written instanceof Map<?, ?> ? group(written) : Map.of(COLUMNS.name(), written);
    List<String> columns = SEVERAL.read(where, map, problems).find(COLUMNS).orElse(List.of());
    if (columns.isEmpty()) {
      problems.add(where + " must name at least one column");
    }
    return columns;
  }

  private Optional<Map<String, Object>> group(String where, Object written) {
    return group(where, written, problems);
  }

  static Optional<Map<String, Object>> group(String where, Object written, List<String> problems) {
    if (written instanceof Map<?, ?>) {
      return Optional.of(group(written));
    }
    problems.add(where + " must be a group of settings, each 'name: value'");
    return Optional.empty();
  }

  @SuppressWarnings("unchecked") // names that are no text are reported as unknown settings
  private static Map<String, Object> group(Object map) {
    return (Map<String, Object>) map;
  }
}
