// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import dev.tributary.config.Config;
import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads conditions as users write them. */
final class ClauseReader {

  private static final List<String> KINDS =
      List.of("not-null", "accepted", "range", "compare", "all", "any", "not");

  private static final Setting<String> COLUMN = Setting.text("column").required();
  private static final Setting<List<String>> VALUES = Setting.texts("values").required();
  private static final Settings ACCEPTED = Settings.of(COLUMN, VALUES);
  private static final Setting<String> MIN = Setting.text("min");
  private static final Setting<String> MAX = Setting.text("max");
  private static final Settings RANGE = Settings.of(COLUMN, MIN, MAX);
  private static final Setting<String> LEFT = Setting.text("left").required();
  private static final Setting<String> OP = Setting.text("op").required();
  private static final Setting<String> RIGHT = Setting.text("right");
  private static final Setting<String> VALUE = Setting.text("value");
  private static final Settings COMPARE = Settings.of(LEFT, OP, RIGHT, VALUE);

  private final List<String> problems;

  ClauseReader(List<String> problems) {
    this.problems = problems;
  }

  /** Empty when it is wrong, which is then among the problems. */
  Optional<Clause> read(String where, String kind, Object written) {
    return switch (kind) {
      case "not-null" ->
          Optional.of(new Clause.NotNull(RuleReader.columns(where, written, problems)));
      case "accepted" -> group(where, written).map(map -> accepted(where, map));
      case "range" -> group(where, written).map(map -> range(where, map));
      case "compare" -> group(where, written).flatMap(map -> compare(where, map));
      case "all" -> Optional.of(new Clause.All(several(where, written)));
      case "any" -> Optional.of(new Clause.Any(several(where, written)));
      case "not" -> one(where, written).map(Clause.Not::new);
      default -> {
        problems.add(where + " is no condition; use one of " + KINDS);
        yield Optional.empty();
      }
    };
  }

  private Clause accepted(String where, Map<String, Object> written) {
    Config config = ACCEPTED.read(where, written, problems);
    return new Clause.Accepted(
        config.find(COLUMN).orElse(""), config.find(VALUES).orElse(List.of()));
  }

  private Clause range(String where, Map<String, Object> written) {
    Config config = RANGE.read(where, written, problems);
    if (config.find(MIN).isEmpty() && config.find(MAX).isEmpty()) {
      problems.add(where + " must say 'min' or 'max'");
    }
    return new Clause.Range(config.find(COLUMN).orElse(""), config.find(MIN), config.find(MAX));
  }

  private Optional<Clause> compare(String where, Map<String, Object> written) {
    Config config = COMPARE.read(where, written, problems);
    Optional<Comparison> comparison = config.find(OP).flatMap(Comparison::of);
    config
        .find(OP)
        .filter(op -> comparison.isEmpty())
        .ifPresent(
            op ->
                problems.add(where + ".op is '" + op + "', must be one of " + Comparison.signs()));
    if (config.find(RIGHT).isPresent() == config.find(VALUE).isPresent()) {
      problems.add(where + " must say 'right', a column, or 'value', a constant");
    }
    return comparison.map(
        sign ->
            new Clause.Compare(
                config.find(LEFT).orElse(""), sign, config.find(RIGHT), config.find(VALUE)));
  }

  private List<Clause> several(String where, Object written) {
    List<Clause> clauses = new ArrayList<>();
    if (!(written instanceof List<?> list) || list.isEmpty()) {
      problems.add(where + " must be a list of conditions, such as '- not-null: id'");
      return clauses;
    }
    int ordinal = 0;
    for (Object each : list) {
      one(where + "." + ++ordinal, each).ifPresent(clauses::add);
    }
    return clauses;
  }

  private Optional<Clause> one(String where, Object written) {
    if (!(written instanceof Map<?, ?> map) || map.size() != 1) {
      problems.add(where + " must be one condition, of " + KINDS);
      return Optional.empty();
    }
    Map.Entry<?, ?> only = map.entrySet().iterator().next();
    String kind = String.valueOf(only.getKey());
    return read(where + "." + kind, kind, only.getValue());
  }

  private Optional<Map<String, Object>> group(String where, Object written) {
    return RuleReader.group(where, written, problems);
  }
}
