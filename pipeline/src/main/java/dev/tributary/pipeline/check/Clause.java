// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import dev.tributary.schema.Type;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a condition is made of. Immutable. */
sealed interface Clause {

  List<String> columns();

  /** As a user would say it. */
  String label();

  /**
   * @throws IllegalArgumentException when such columns cannot be judged; the message says why
   */
  Judge judge(Columns table);

  record NotNull(List<String> columns) implements Clause {

    public NotNull {
      columns = List.copyOf(columns);
    }

    @Override
    public String label() {
      return "not-null " + String.join(", ", columns);
    }

    @Override
    public Judge judge(Columns table) {
      columns.forEach(table::type);
      return new Judge.OfCells(columns) {
        @Override
        Truth of(int row) {
          return Truth.of(cells.stream().noneMatch(cell -> cell.isNull(row)));
        }
      };
    }
  }

  record Accepted(String column, List<String> values) implements Clause {

    public Accepted {
      values = List.copyOf(values);
    }

    @Override
    public List<String> columns() {
      return List.of(column);
    }

    @Override
    public String label() {
      return "accepted " + column;
    }

    @Override
    public Judge judge(Columns table) {
      Type type = table.ordered(column);
      Set<Object> accepted = new HashSet<>();
      values.forEach(value -> accepted.add(Scalars.parse(type, value)));
      return new Judge.OfCells(columns()) {
        @Override
        Truth of(int row) {
          Object value = cells.get(0).value(row);
          return value == null ? Truth.UNKNOWN : Truth.of(accepted.contains(value));
        }
      };
    }
  }

  record Range(String column, Optional<String> min, Optional<String> max) implements Clause {

    @Override
    public List<String> columns() {
      return List.of(column);
    }

    @Override
    public String label() {
      return "range " + column;
    }

    @Override
    public Judge judge(Columns table) {
      Stream<Clause> least = min.stream().map(text -> bound(Comparison.AT_LEAST, text));
      Stream<Clause> most = max.stream().map(text -> bound(Comparison.AT_MOST, text));
      return new All(Stream.concat(least, most).toList()).judge(table);
    }

    private Clause bound(Comparison comparison, String text) {
      return new Compare(column, comparison, Optional.empty(), Optional.of(text));
    }
  }

  /** Two columns, or a column and a constant; one of {@code right} and {@code value} is there. */
  record Compare(String left, Comparison comparison, Optional<String> right, Optional<String> value)
      implements Clause {

    @Override
    public List<String> columns() {
      return Stream.concat(Stream.of(left), right.stream()).toList();
    }

    @Override
    public String label() {
      return left + " " + comparison.sign() + " " + right.or(() -> value).orElse("");
    }

    @Override
    public Judge judge(Columns table) {
      Type type = table.ordered(left);
      right.ifPresent(other -> requireAlike(type, table.ordered(other)));
      Optional<Object> constant = value.map(text -> Scalars.parse(type, text));
      return new Judge.OfCells(columns()) {
        @Override
        Truth of(int row) {
          Object a = cells.get(0).value(row);
          Object b = constant.orElseGet(() -> cells.get(1).value(row));
          return a == null || b == null ? Truth.UNKNOWN : holds(Scalars.compare(a, b));
        }
      };
    }

    private void requireAlike(Type type, Type other) {
      if (Scalars.domain(type) != Scalars.domain(other)) {
        throw new IllegalArgumentException(
            label() + " compares a column of type " + type + " with one of type " + other);
      }
    }

    private Truth holds(OptionalInt order) {
      return Truth.of(
          order.isPresent()
              ? comparison.holds(order.getAsInt())
              : comparison == Comparison.NOT_EQUAL);
    }
  }

  record All(List<Clause> clauses) implements Clause {

    public All {
      clauses = List.copyOf(clauses);
    }

    @Override
    public List<String> columns() {
      return columnsOf(clauses);
    }

    @Override
    public String label() {
      return joined(clauses, " and ");
    }

    @Override
    public Judge judge(Columns table) {
      return new Judge.OfOthers(judges(clauses, table)) {
        @Override
        Truth of(int row) {
          Truth all = Truth.TRUE;
          for (Judge other : others) {
            all = all.and(other.of(row));
          }
          return all;
        }
      };
    }
  }

  record Any(List<Clause> clauses) implements Clause {

    public Any {
      clauses = List.copyOf(clauses);
    }

    @Override
    public List<String> columns() {
      return columnsOf(clauses);
    }

    @Override
    public String label() {
      return joined(clauses, " or ");
    }

    @Override
    public Judge judge(Columns table) {
      return new Judge.OfOthers(judges(clauses, table)) {
        @Override
        Truth of(int row) {
          Truth any = Truth.FALSE;
          for (Judge other : others) {
            any = any.or(other.of(row));
          }
          return any;
        }
      };
    }
  }

  record Not(Clause clause) implements Clause {

    @Override
    public List<String> columns() {
      return clause.columns();
    }

    @Override
    public String label() {
      return "not (" + clause.label() + ")";
    }

    @Override
    public Judge judge(Columns table) {
      return new Judge.OfOthers(List.of(clause.judge(table))) {
        @Override
        Truth of(int row) {
          return others.get(0).of(row).not();
        }
      };
    }
  }

  private static List<String> columnsOf(Collection<Clause> clauses) {
    return clauses.stream().flatMap(clause -> clause.columns().stream()).distinct().toList();
  }

  private static List<Judge> judges(List<Clause> clauses, Columns table) {
    return clauses.stream().map(clause -> clause.judge(table)).toList();
  }

  private static String joined(List<Clause> clauses, String between) {
    return clauses.stream()
        .map(clause -> clause.columns().size() > 1 ? "(" + clause.label() + ")" : clause.label())
        .collect(Collectors.joining(between));
  }
}
