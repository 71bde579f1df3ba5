// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What may hold of a row or not. As in SQL, a comparison with null is neither true nor false, and a
 * row fails only where a condition is false: ask {@link #notNull} where null is wrong. Columns are
 * named as the table names them; constants are written as text and read as values of their column:
 * {@code 12.5}, {@code true}, {@code 2026-11-21}, {@code 2026-11-21T09:00:00Z}. Immutable.
 */
public final class Condition {

  private final Clause clause;

  Condition(Clause clause) {
    this.clause = clause;
  }

  /** None of the columns is null. */
  public static Condition notNull(String... columns) {
    return new Condition(new Clause.NotNull(List.of(columns)));
  }

  /** The column has one of these values. */
  public static Condition accepted(String column, String... values) {
    return new Condition(new Clause.Accepted(column, List.of(values)));
  }

  /** The column's value is {@code min} or more. */
  public static Condition atLeast(String column, String min) {
    return new Condition(new Clause.Range(column, Optional.of(min), Optional.empty()));
  }

  /** The column's value is {@code max} or less. */
  public static Condition atMost(String column, String max) {
    return new Condition(new Clause.Range(column, Optional.empty(), Optional.of(max)));
  }

  /** The column's value is from {@code min} to {@code max}, both included. */
  public static Condition between(String column, String min, String max) {
    return new Condition(new Clause.Range(column, Optional.of(min), Optional.of(max)));
  }

  /** Two columns compare so. */
  public static Condition columns(String left, Comparison comparison, String right) {
    return new Condition(
        new Clause.Compare(left, comparison, Optional.of(right), Optional.empty()));
  }

  /** A column and a constant compare so. */
  public static Condition value(String left, Comparison comparison, String value) {
    return new Condition(
        new Clause.Compare(left, comparison, Optional.empty(), Optional.of(value)));
  }

  public static Condition all(Condition... conditions) {
    return new Condition(new Clause.All(clauses(conditions)));
  }

  public static Condition any(Condition... conditions) {
    return new Condition(new Clause.Any(clauses(conditions)));
  }

  public static Condition not(Condition condition) {
    return new Condition(new Clause.Not(condition.clause));
  }

  Clause clause() {
    return clause;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Condition that && clause.equals(that.clause);
  }

  @Override
  public int hashCode() {
    return clause.hashCode();
  }

  @Override
  public String toString() {
    return clause.label();
  }

  private static List<Clause> clauses(Condition[] conditions) {
    return Arrays.stream(conditions).map(Condition::clause).toList();
  }
}
