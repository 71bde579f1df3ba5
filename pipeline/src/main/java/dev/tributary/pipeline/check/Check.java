// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import dev.tributary.check.CheckProvider;
import dev.tributary.config.Config;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Something that must be true of the rows of a load before anybody sees them. It looks at the rows
 * of the stream's own table, or with {@link #inTable} of one of its child tables; columns are named
 * as the table names them. Fails the load where not said otherwise. Immutable; the methods that
 * refine return a changed copy.
 */
public final class Check {

  private static final int SAMPLES = 5;

  private Rule rule;
  private Optional<String> name = Optional.empty();
  private Severity severity = Severity.FAIL;
  private String table = "";
  private int samples = SAMPLES;

  Check(Rule rule) {
    this.rule = rule;
  }

  private Check(Check other) {
    rule = other.rule;
    name = other.name;
    severity = other.severity;
    table = other.table;
    samples = other.samples;
  }

  /** The condition is false of no row. */
  public static Check that(Condition condition) {
    return new Check(new Rule.Holds(condition.clause(), BigDecimal.ONE));
  }

  /** None of the columns is null. */
  public static Check notNull(String... columns) {
    return that(Condition.notNull(columns));
  }

  /** No two rows of the load have the same values in these columns; nulls are not compared. */
  public static Check unique(String... columns) {
    return new Check(new Rule.Unique(List.of(columns)));
  }

  /** A load has from {@code min} to {@code max} rows, both included. */
  public static Check rows(long min, long max) {
    return new Check(
        new Rule.RowCount(Optional.of(min), Optional.of(max), Optional.empty(), Optional.empty()));
  }

  /** A load has so many times the rows of the load before it, both included. */
  public static Check rowsAgainstLast(double minRatio, double maxRatio) {
    return new Check(
        new Rule.RowCount(
            Optional.empty(),
            Optional.empty(),
            Optional.of(BigDecimal.valueOf(minRatio)),
            Optional.of(BigDecimal.valueOf(maxRatio))));
  }

  /** The greatest value of a date or timestamp is at most so old when the load begins. */
  public static Check fresh(String column, Duration within) {
    return new Check(new Rule.Fresh(column, Optional.of(within), false));
  }

  /** The greatest value of a date or timestamp is not less than in the load before. */
  public static Check notOlderThanLast(String column) {
    return new Check(new Rule.Fresh(column, Optional.empty(), true));
  }

  /**
   * The values of these columns stand together in a row of another table, as it will be visible
   * with the load; where one of them is null, nothing is asked.
   *
   * @param table a table of the sink
   * @param of its columns, in the order of {@code columns}
   */
  public static Check references(List<String> columns, String table, List<String> of) {
    if (columns.isEmpty() || columns.size() != of.size()) {
      throw new IllegalArgumentException(columns + " cannot refer to " + of);
    }
    return new Check(new Rule.References(columns, table, of));
  }

  /** A check by its provider's name, found on the class path. */
  public static Check of(String type, Map<String, Object> settings) {
    return new Check(new Rule.Plugged(type, settings, Optional.empty()));
  }

  /**
   * Reads what a user wrote, a list of checks, as a job file has it.
   *
   * @param where names the place in messages
   * @param problems gets what is wrong with it; then the checks are not to be used
   */
  public static List<Check> read(String where, Object written, List<String> problems) {
    return new CheckReader(problems).all(where, written);
  }

  /** What it is called; default: what it asks, such as {@code not-null id}. */
  public String name() {
    return name.orElse(rule.label());
  }

  public Check withName(String newName) {
    return with(copy -> copy.name = Optional.of(newName));
  }

  public Severity severity() {
    return severity;
  }

  public Check withSeverity(Severity newSeverity) {
    return with(copy -> copy.severity = newSeverity);
  }

  /** What the name of a child table adds to that of the root; empty for the root. */
  public String table() {
    return table;
  }

  /** Looks at the rows of a child table, such as {@code items} of {@code orders__items}. */
  public Check inTable(String suffix) {
    return with(copy -> copy.table = suffix);
  }

  /** How many of the rows that fail are reported. */
  public int samples() {
    return samples;
  }

  public Check withSamples(int rowsMax) {
    return with(copy -> copy.samples = rowsMax);
  }

  /**
   * Passes when at least this share of the rows does not fail.
   *
   * @throws IllegalArgumentException when it is not a check of a condition
   */
  public Check withShare(double share) {
    return withShare(BigDecimal.valueOf(share));
  }

  Check withShare(BigDecimal share) {
    if (!(rule instanceof Rule.Holds holds)
        || share.signum() < 0
        || share.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException("Check '" + name() + "' cannot have a share of " + share);
    }
    return with(copy -> copy.rule = new Rule.Holds(holds.clause(), share));
  }

  /** Whether it asks something of each row, and not of the load as a whole. */
  public boolean isAboutRows() {
    return rule instanceof Rule.OfRows;
  }

  /**
   * With its provider and settings read, where it is one by type.
   *
   * @param where names the stream's checks in messages
   * @param find a provider by its name; throws when there is none
   * @param problems gets what is wrong with the settings
   */
  public Check bound(String where, Function<String, CheckProvider> find, List<String> problems) {
    if (!(rule instanceof Rule.Plugged plugged)) {
      return this;
    }
    CheckProvider provider = find.apply(plugged.type());
    Config config =
        provider.settings().read(where + "." + plugged.type(), plugged.settings(), problems);
    Rule.Plugged.Made made = new Rule.Plugged.Made(provider, config);
    return with(
        copy ->
            copy.rule = new Rule.Plugged(plugged.type(), plugged.settings(), Optional.of(made)));
  }

  Rule rule() {
    return rule;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Check that && parts().equals(that.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  @Override
  public String toString() {
    return "check '" + name() + "'";
  }

  private List<Object> parts() {
    return List.of(rule, name, severity, table, samples);
  }

  private Check with(Consumer<Check> change) {
    Check copy = new Check(this);
    change.accept(copy);
    return copy;
  }
}
