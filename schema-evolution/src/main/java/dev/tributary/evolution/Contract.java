// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.config.Config;
import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
import dev.tributary.load.Fields;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What may change in a table's schema. Immutable.
 *
 * @param tables whether a table may be made; a new one takes whatever its first load brings
 * @param columns whether fields may be added, inside structs too
 * @param types whether a field may widen, lose its {@code required}, or get a field beside it for
 *     values of another type
 */
public record Contract(Rule tables, Rule columns, Rule types) {

  /** Everything may grow. */
  public static final Contract EVOLVE = of(Rule.EVOLVE);

  /** Nothing changes. */
  public static final Contract FREEZE = of(Rule.FREEZE);

  private static final Setting<Rule> TABLES =
      rule("tables", "Whether a table may be made: evolve, freeze, discard-row or discard-value.");
  private static final Setting<Rule> COLUMNS =
      rule("columns", "Whether fields may be added: evolve, freeze, discard-row or discard-value.");
  private static final Setting<Rule> TYPES =
      rule(
          "types", "Whether types may change: evolve, beside, freeze, discard-row, discard-value.");

  /** What a user can write, each of them {@code evolve} where left out. */
  public static final Settings SETTINGS = Settings.of(TABLES, COLUMNS, TYPES);

  /**
   * @throws IllegalArgumentException when tables or columns are {@link Rule#BESIDE}
   */
  public Contract {
    if (tables == Rule.BESIDE || columns == Rule.BESIDE) {
      throw new IllegalArgumentException("Only types can be 'beside'");
    }
  }

  /** One rule for all three. */
  public static Contract of(Rule all) {
    return new Contract(all, all, all);
  }

  /**
   * Reads {@code {tables: evolve, columns: freeze, types: discard-row}}, or one word for all three.
   * What is left out is {@code evolve}.
   *
   * @param where names the place in messages, such as {@code contract}
   * @param problems takes a sentence for each thing that is wrong; then what is returned has no
   *     meaning
   */
  public static Contract read(String where, Object value, List<String> problems) {
    if (!(value instanceof Map<?, ?> map)) {
      return read(where, Map.of("tables", value, "columns", value, "types", value), problems);
    }
    @SuppressWarnings("unchecked") // names that are no text are reported as unknown settings
    Config config = SETTINGS.read(where, (Map<String, ?>) map, problems);
    return new Contract(
        notBeside(where, TABLES, config, problems),
        notBeside(where, COLUMNS, config, problems),
        config.get(TYPES));
  }

  /**
   * As {@link #read(String, Object, List)}.
   *
   * @throws dev.tributary.error.TributaryException {@code SETTING_INVALID} naming every problem
   */
  public static Contract read(String where, Object value) {
    List<String> problems = new java.util.ArrayList<>();
    Contract contract = read(where, value, problems);
    if (!problems.isEmpty()) {
      throw Settings.invalid(problems);
    }
    return contract;
  }

  /** A plain form that may travel, from which {@link #read(String, Object)} makes an equal one. */
  public Fields toFields() {
    return Fields.of(
        Map.of("tables", tables.text(), "columns", columns.text(), "types", types.text()));
  }

  public static Contract from(Fields fields) {
    return read("contract", fields.asMap());
  }

  private static Rule notBeside(
      String where, Setting<Rule> setting, Config config, List<String> problems) {
    Rule rule = config.get(setting);
    if (rule == Rule.BESIDE) {
      problems.add(where + "." + setting.name() + " cannot be 'beside'; only types can");
      return Rule.EVOLVE;
    }
    return rule;
  }

  private static Setting<Rule> rule(String name, String description) {
    return Setting.choice(name, Rule.class).orElse(Rule.EVOLVE).describedAs(description);
  }

  /** What happens when what arrives does not fit. */
  public enum Rule {
    /** The table grows. */
    EVOLVE,
    /**
     * For types: no column that is there gets another type; values that it does not hold go to a
     * field beside it. A column may lose its {@code required}, as its neighbour has the value.
     */
    BESIDE,
    /** The load is refused and nothing changes. */
    FREEZE,
    /** The row is refused; the others go on. */
    DISCARD_ROW,
    /**
     * The value is left out, the row goes on. A column may lose its {@code required}, since nothing
     * stands in the value's place.
     */
    DISCARD_VALUE;

    /** As users write it: {@code discard-row}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
