// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Batch;
import dev.tributary.batch.Column;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.sink.SinkCapabilities;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Sorts rows by what their numbers are, where a table's column is too narrow for the type of a
 * batch: {@code 1} and {@code 0.5} share a batch of doubles, but a column of whole numbers takes
 * the first. So it is each number that decides where it goes, and not the rows that came with it.
 * Owned by one thread.
 */
public final class Narrowing {

  /** As {@code indexOf} says it of the column's type. */
  private static final int ABSENT = -1;

  private final PerSchema<Plan> plans;

  /**
   * @param table the table's schema; where it has no field yet, nothing is sorted
   */
  public Narrowing(Schema table, SinkCapabilities sink) {
    this.plans = new PerSchema<>(schema -> new Plan(schema, NumberTypes.of(table, schema, sink)));
  }

  /**
   * The rows, in batches of unlike schemas; the batch itself when all are alike. Valid as long as
   * it, and until the next call.
   */
  public List<Rows> of(Batch batch) {
    return plans.of(batch.schema()).of(batch);
  }

  /**
   * Some rows of a batch.
   *
   * @param places where each row stands in the batch
   */
  public record Rows(Batch batch, IntUnaryOperator places) {

    static Rows all(Batch batch) {
      return new Rows(batch, IntUnaryOperator.identity());
    }
  }

  /** What there is to sort in batches of one schema. */
  private static final class Plan {

    private final Schema schema;
    private final List<NumberTypes> leaves;
    private final Map<List<Integer>, Conform> narrowed = new LinkedHashMap<>();

    Plan(Schema schema, List<NumberTypes> leaves) {
      this.schema = schema;
      this.leaves = leaves;
    }

    List<Rows> of(Batch batch) {
      if (leaves.isEmpty()) {
        return List.of(Rows.all(batch));
      }
      List<int[]> choices = leaves.stream().map(leaf -> choices(leaf, batch)).toList();
      if (choices.stream().allMatch(Plan::areAlike)) {
        Conform conform = narrowed.computeIfAbsent(choice(choices, 0), this::conform);
        return List.of(Rows.all(conform.conform(batch)));
      }
      Map<List<Integer>, List<Integer>> groups = new LinkedHashMap<>();
      for (int row = 0; row < batch.rows(); row++) {
        groups.computeIfAbsent(choice(choices, row), c -> new ArrayList<>()).add(row);
      }
      List<Rows> sorted = new ArrayList<>();
      groups.forEach((choice, rows) -> sorted.add(rows(batch, choice, rows)));
      return sorted;
    }

    private Rows rows(Batch batch, List<Integer> choice, List<Integer> rows) {
      Conform conform = narrowed.computeIfAbsent(choice, this::conform);
      return new Rows(conform.conform(selected(batch, rows)), rows::get);
    }

    private static List<Integer> choice(List<int[]> choices, int row) {
      return choices.stream().map(rows -> rows[row]).toList();
    }

    private static boolean areAlike(int[] choices) {
      return IntStream.of(choices).allMatch(choice -> choice == choices[0]);
    }

    /**
     * Per row, the first of the leaf's types that holds what the row has there; where it has
     * nothing, whatever type the column has.
     */
    private int[] choices(NumberTypes leaf, Batch batch) {
      int last = leaf.types().size() - 1;
      int absent = leaf.types().indexOf(leaf.column());
      int[] choices = new int[batch.rows()];
      Reach reach = new Reach(batch, leaf.path());
      BitSet present = new BitSet();
      IntStream.range(0, batch.rows()).filter(reach::isPresent).forEach(present::set);
      BitSet open = (BitSet) present.clone();
      for (int i = 0; i <= last && !open.isEmpty(); i++) {
        int choice = i;
        open.stream().forEach(row -> choices[row] = choice);
        open.and(misfits(leaf, i, batch));
      }
      IntStream.range(0, choices.length)
          .filter(row -> !present.get(row))
          .forEach(row -> choices[row] = absent);
      return choices;
    }

    private BitSet misfits(NumberTypes leaf, int choice, Batch batch) {
      BitSet misfits = new BitSet();
      conform(Map.of(leaf.path(), leaf.types().get(choice)), Set.of())
          .columns(batch, (row, misfit) -> misfits.set(row));
      return misfits;
    }

    private Conform conform(List<Integer> choice) {
      Map<FieldPath, Type> types = new LinkedHashMap<>();
      Set<FieldPath> absent = new HashSet<>();
      for (int i = 0; i < choice.size(); i++) {
        FieldPath path = leaves.get(i).path();
        if (choice.get(i) == ABSENT) {
          absent.add(path);
          types.put(path, leaves.get(i).column());
        } else {
          types.put(path, leaves.get(i).types().get(choice.get(i)));
        }
      }
      return conform(types, absent);
    }

    private Conform conform(Map<FieldPath, Type> types, Set<FieldPath> absent) {
      return new Conform(schema, Retyped.schema(schema, types), new Numbers(absent));
    }

    private static Batch selected(Batch batch, List<Integer> rows) {
      List<Column> columns = new ArrayList<>();
      for (Column column : batch.columns()) {
        Column some = Column.of(column.type());
        rows.forEach(row -> some.appendFrom(column, row));
        columns.add(some);
      }
      return new Batch(batch.schema(), columns, rows.size());
    }
  }
}
