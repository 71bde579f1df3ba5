// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import dev.tributary.config.Config;
import dev.tributary.config.Nearest;
import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads checks as users write them, and says all that is wrong with them. Used once. */
final class CheckReader {

  private static final Setting<String> NAME = Setting.text("name");
  private static final Setting<Severity> SEVERITY =
      Setting.choice("severity", Severity.class).orElse(Severity.FAIL);
  private static final Setting<String> TABLE = Setting.text("table").orElse("");
  private static final Setting<Long> SAMPLES = Setting.number("samples", 0, 1_000).orElse(5L);
  private static final Setting<String> SHARE = Setting.text("share");
  private static final Settings COMMON = Settings.of(NAME, SEVERITY, TABLE, SAMPLES, SHARE);

  private final List<String> problems;
  private final RuleReader rules;

  CheckReader(List<String> problems) {
    this.problems = problems;
    this.rules = new RuleReader(problems);
  }

  List<Check> all(String where, Object written) {
    if (!(written instanceof List<?> list)) {
      problems.add(where + " must be a list, each check with a dash: '- not-null: [id]'");
      return List.of();
    }
    List<Check> checks = new ArrayList<>();
    int ordinal = 0;
    for (Object each : list) {
      one(where + "." + ++ordinal, each).ifPresent(checks::add);
    }
    return checks;
  }

  private Optional<Check> one(String where, Object written) {
    if (!(written instanceof Map<?, ?> map)) {
      problems.add(where + " must be a group with a kind of check, such as 'not-null: [id]'");
      return Optional.empty();
    }
    Map<String, Object> common = new LinkedHashMap<>();
    Map<String, Object> kinds = new LinkedHashMap<>();
    Set<String> names = new TreeSet<>();
    COMMON.all().forEach(setting -> names.add(setting.name()));
    map.forEach(
        (key, value) -> (names.contains(key) ? common : kinds).put(String.valueOf(key), value));
    Config config = COMMON.read(where, common, problems);
    if (kinds.keySet().removeIf(kind -> isUnknown(where, kind, names))) {
      return Optional.empty();
    }
    if (kinds.size() != 1) {
      problems.add(where + " must say one of " + RuleReader.KINDS + ", and says " + kinds.keySet());
      return Optional.empty();
    }
    Map.Entry<String, Object> kind = kinds.entrySet().iterator().next();
    return rules
        .read(where + "." + kind.getKey(), kind.getKey(), kind.getValue())
        .map(rule -> check(where, rule, config));
  }

  private boolean isUnknown(String where, String kind, Set<String> names) {
    if (RuleReader.KINDS.contains(kind)) {
      return false;
    }
    Set<String> known = new TreeSet<>(names);
    known.addAll(RuleReader.KINDS);
    problems.add(
        where
            + "."
            + kind
            + " is not a setting"
            + Nearest.to(kind, known).map(near -> "; did you mean '" + near + "'?").orElse(""));
    return true;
  }

  private Check check(String where, Rule rule, Config config) {
    Check check =
        new Check(rule)
            .withSeverity(config.get(SEVERITY))
            .inTable(config.get(TABLE))
            .withSamples(config.get(SAMPLES).intValue());
    Check named = config.find(NAME).map(check::withName).orElse(check);
    return config.find(SHARE).map(share -> shared(where, named, share)).orElse(named);
  }

  private Check shared(String where, Check check, String share) {
    try {
      return check.withShare(new BigDecimal(share));
    } catch (IllegalArgumentException e) {
      problems.add(
          where
              + ".share is '"
              + share
              + "', must be from 0 to 1, of a check that looks at each row by itself");
      return check;
    }
  }
}
