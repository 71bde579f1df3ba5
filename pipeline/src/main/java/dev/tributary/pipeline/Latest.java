// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.batch.Batch;
import dev.tributary.batch.Column;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Gate.Refusal;
import dev.tributary.evolution.Shape;
import dev.tributary.load.WriteMode;
import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.schema.FieldPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Of the rows of one batch with one key the one that wins, where a load merges: what a batch says
 * twice is not written twice, and the order within a batch no longer matters. Rows without a key
 * are refused.
 */
final class Latest {

  private final boolean merges;
  private final List<String> keys;
  private final Optional<String> order;
  private final boolean groups;
  private final boolean quarantined;
  private final Set<Integer> lost = new HashSet<>();

  Latest(WriteMode mode, boolean quarantined) {
    this.merges = mode.disposition() == Disposition.MERGE;
    this.keys = mode.keys();
    this.groups = mode.options().flag(WriteMode.GROUPS);
    this.order = merges ? mode.options().optionalText(WriteMode.DEDUP_BY) : Optional.empty();
    this.quarantined = quarantined;
  }

  /** The rows that win; those without a key are refused. */
  Shape.Rows of(Shape.Rows rows, Routing.Routed routed) {
    lost.clear();
    if (!merges) {
      return rows;
    }
    Batch batch = rows.batch();
    Map<List<Object>, Integer> winners = new HashMap<>();
    Set<Integer> losers = new TreeSet<>();
    for (int row = 0; row < batch.rows(); row++) {
      List<Object> key = key(batch, row);
      if (key == null) {
        refuse(rows.roots().applyAsInt(row), routed);
        continue;
      }
      Integer other = groups ? null : winners.put(key, row);
      if (other != null) {
        int winner = compare(batch, other, row) > 0 ? other : row;
        winners.put(key, winner);
        losers.add(winner == row ? other : row);
      }
    }
    losers.forEach(row -> lost.add(rows.roots().applyAsInt(row)));
    return without(losers, rows);
  }

  /** What belongs to the rows that won, of a batch whose root was looked at last. */
  Shape.Rows below(Shape.Rows rows) {
    Set<Integer> losers = new TreeSet<>();
    for (int row = 0; row < rows.batch().rows() && !lost.isEmpty(); row++) {
      if (lost.contains(rows.roots().applyAsInt(row))) {
        losers.add(row);
      }
    }
    return without(losers, rows);
  }

  private static Shape.Rows without(Set<Integer> losers, Shape.Rows rows) {
    if (losers.isEmpty()) {
      return rows;
    }
    int[] left =
        IntStream.range(0, rows.batch().rows()).filter(row -> !losers.contains(row)).toArray();
    return new Shape.Rows(
        rows.suffix(),
        Selection.without(losers, rows.batch()),
        row -> rows.roots().applyAsInt(left[row]));
  }

  private @Nullable List<Object> key(Batch batch, int row) {
    List<Object> key = new ArrayList<>(keys.size());
    for (String name : keys) {
      int index = batch.schema().indexOf(name);
      Object value = index < 0 ? null : batch.column(index).value(row);
      if (value == null) {
        return null;
      }
      key.add(value);
    }
    return key;
  }

  @SuppressWarnings("unchecked")
  private int compare(Batch batch, int a, int b) {
    int index = order.map(batch.schema()::indexOf).orElse(-1);
    if (index < 0) {
      return 0;
    }
    Column column = batch.column(index);
    Object first = column.value(a);
    Object second = column.value(b);
    if (first == null || second == null) {
      return Boolean.compare(first != null, second != null);
    }
    return ((Comparable<Object>) first).compareTo(second);
  }

  private void refuse(int row, Routing.Routed routed) {
    Refusal refusal =
        new Refusal(
            row,
            ErrorCode.VALUE_REFUSED,
            FieldPath.of(String.join(", ", keys)),
            "The row has no value in its key ("
                + String.join(", ", keys)
                + "), so it merges with none");
    if (!quarantined) {
      throw new TributaryException(
          refusal.code(),
          refusal.reason(),
          "Correct it in the source, choose another key, or set 'quarantine: true'");
    }
    routed.refused().putIfAbsent(row, refusal);
  }
}
