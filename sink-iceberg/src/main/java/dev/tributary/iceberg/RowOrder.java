// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BytesColumn;
import dev.tributary.batch.Column;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.apache.iceberg.NullOrder;
import org.apache.iceberg.SortDirection;
import org.apache.iceberg.SortField;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.transforms.Transform;
import org.apache.iceberg.types.Comparators;
import org.apache.iceberg.util.SerializableFunction;
import org.jspecify.annotations.Nullable;

/** Puts rows into the sort order of a table; equal ones stay as they came. Owned by one thread. */
final class RowOrder {

  private final List<Key> keys = new ArrayList<>();
  private int[] spare = new int[0];

  private record Key(SortField field, FieldAccess source, org.apache.iceberg.types.Type type) {}

  /** Which of two rows comes first. */
  private interface Comparison {
    int compare(int a, int b);
  }

  /**
   * For rows whose columns have the ids of a table.
   *
   * @param order a column that the rows do not have is the same in all of them
   * @param bound the rows' schema with ids
   */
  RowOrder(SortOrder order, org.apache.iceberg.Schema bound, Schema rows) {
    for (SortField field : order.fields()) {
      Optional<FieldAccess> source = FieldAccess.find(field.sourceId(), bound, rows);
      if (source.isPresent() && !field.transform().isVoid()) {
        keys.add(new Key(field, source.get(), order.schema().findType(field.sourceId())));
      }
    }
  }

  /** Sorts some of the row numbers. */
  void sort(Batch batch, int[] rows, int from, int to) {
    if (spare.length < rows.length) {
      spare = new int[rows.length];
    }
    System.arraycopy(rows, from, spare, from, to - from);
    merge(spare, rows, from, to, comparison(batch));
  }

  /** Whether the first row may stand before the second one. */
  boolean inOrder(Batch batch, int first, int second) {
    return comparison(batch).compare(first, second) <= 0;
  }

  /** Both hold the same numbers from {@code from} to {@code to}; {@code into} ends up sorted. */
  private static void merge(int[] source, int[] into, int from, int to, Comparison rows) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    merge(into, source, from, middle, rows);
    merge(into, source, middle, to, rows);
    if (rows.compare(source[middle - 1], source[middle]) <= 0) {
      System.arraycopy(source, from, into, from, to - from);
      return;
    }
    for (int left = from, right = middle, at = from; at < to; at++) {
      boolean takesLeft =
          right >= to || (left < middle && rows.compare(source[left], source[right]) <= 0);
      into[at] = source[takesLeft ? left++ : right++];
    }
  }

  private Comparison comparison(Batch batch) {
    Comparison[] all = keys.stream().map(key -> comparison(key, batch)).toArray(Comparison[]::new);
    if (all.length == 1) {
      return all[0];
    }
    return (a, b) -> {
      for (Comparison each : all) {
        int order = each.compare(a, b);
        if (order != 0) {
          return order;
        }
      }
      return 0;
    };
  }

  private static Comparison comparison(Key key, Batch batch) {
    Column column = key.source().of(batch);
    Comparison present = present(key, column, batch.rows());
    Comparison directed =
        key.field().direction() == SortDirection.ASC ? present : (a, b) -> present.compare(b, a);
    if (column.nullCount() == 0) {
      return directed;
    }
    int nullFirst = key.field().nullOrder() == NullOrder.NULLS_FIRST ? -1 : 1;
    return (a, b) -> {
      boolean noA = column.isNull(a);
      boolean noB = column.isNull(b);
      if (noA || noB) {
        return noA && noB ? 0 : noA ? nullFirst : -nullFirst;
      }
      return directed.compare(a, b);
    };
  }

  private static Comparison present(Key key, Column column, int rows) {
    Transform<?, ?> transform = key.field().transform();
    if (Numbers.has(column)) {
      return numbers(
          column, rows, Numbers.of(column), NumberTransform.of(transform, key.source().type()));
    }
    if (!(column instanceof BytesColumn bytes)) {
      return objects(key, column, rows);
    }
    if (NumberTransform.name(transform).equals("bucket")) {
      Numbers buckets = Numbers.buckets(bytes, NumberTransform.width(transform));
      return numbers(column, rows, buckets, LongUnaryOperator.identity());
    }
    int width = transform.isIdentity() ? Integer.MAX_VALUE : NumberTransform.width(transform);
    return bytes(bytes, width, key.source().type().kind() != Type.Kind.BINARY);
  }

  private static Comparison numbers(
      Column column, int rows, Numbers numbers, LongUnaryOperator transform) {
    long[] values = new long[rows];
    for (int row = 0; row < rows; row++) {
      values[row] = column.isNull(row) ? 0 : transform.applyAsLong(numbers.at(row));
    }
    return (a, b) -> Long.compare(values[a], values[b]);
  }

  /** Texts are ordered by code points, as their bytes are. */
  private static Comparison bytes(BytesColumn column, int width, boolean text) {
    byte[] data = column.data();
    return (a, b) ->
        Arrays.compareUnsigned(
            data,
            column.start(a),
            column.start(a) + Prefix.length(column, a, width, text),
            data,
            column.start(b),
            column.start(b) + Prefix.length(column, b, width, text));
  }

  /** Uuids and long decimals. */
  private static Comparison objects(Key key, Column column, int rows) {
    Transform<Object, Object> iceberg = key.field().transform();
    SerializableFunction<Object, Object> transform = iceberg.bind(key.type());
    Comparator<Object> order =
        Comparators.forType(iceberg.getResultType(key.type()).asPrimitiveType());
    @Nullable Object[] values = new @Nullable Object[rows];
    for (int row = 0; row < rows; row++) {
      Object value = column.value(row);
      values[row] = value == null ? null : transform.apply(value);
    }
    return (a, b) -> order.compare(values[a], values[b]);
  }
}
