// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.batch.BytesColumn;
import dev.tributary.batch.Column;
import dev.tributary.schema.Type;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongUnaryOperator;
import org.apache.iceberg.transforms.Transform;
import org.apache.iceberg.util.SerializableFunction;
import org.jspecify.annotations.Nullable;

/**
 * The distinct values that one partition field has in a task's rows, numbered from 1; 0 is null.
 * Owned by one thread.
 */
abstract class PartitionValues {

  private static final int NULL = 0;

  /**
   * For rows of one type.
   *
   * @param source the table's type of the column
   * @param result the partition field's type
   */
  static PartitionValues of(
      Transform<?, ?> transform,
      Type rows,
      org.apache.iceberg.types.Type source,
      org.apache.iceberg.types.Type result) {
    Column shape = Column.of(rows);
    if (Numbers.has(shape)) {
      return new OfNumbers(NumberTransform.of(transform, rows), rows, result);
    }
    if (!(shape instanceof BytesColumn)) {
      return new OfObjects(transform, source);
    }
    return switch (NumberTransform.name(transform)) {
      case "bucket" -> new OfBuckets(NumberTransform.width(transform), rows, result);
      case "truncate" ->
          new OfBytes(NumberTransform.width(transform), rows.kind() != Type.Kind.BINARY);
      default -> new OfBytes(Integer.MAX_VALUE, rows.kind() != Type.Kind.BINARY);
    };
  }

  /** Sets each row's number. */
  abstract void number(Column column, int rows, int[] into);

  /** The value as Iceberg keeps it. */
  final @Nullable Object value(int number) {
    return number == NULL ? null : present(number - 1);
  }

  abstract Object present(int place);

  private static class OfNumbers extends PartitionValues {

    private final LongIndex index = new LongIndex();
    private final LongUnaryOperator transform;
    private final Type rows;
    private final org.apache.iceberg.types.Type result;

    OfNumbers(LongUnaryOperator transform, Type rows, org.apache.iceberg.types.Type result) {
      this.transform = transform;
      this.rows = rows;
      this.result = result;
    }

    Numbers numbers(Column column) {
      return Numbers.of(column);
    }

    @Override
    void number(Column column, int rows, int[] into) {
      Numbers numbers = numbers(column);
      for (int row = 0; row < rows; row++) {
        into[row] =
            column.isNull(row) ? NULL : index.place(transform.applyAsLong(numbers.at(row))) + 1;
      }
    }

    @Override
    Object present(int place) {
      long value = index.value(place);
      return switch (result.typeId()) {
        case BOOLEAN -> value != 0;
        case INTEGER, DATE -> Math.toIntExact(value);
        case FLOAT -> (float) Numbers.unordered(value);
        case DOUBLE -> Numbers.unordered(value);
        case DECIMAL -> BigDecimal.valueOf(value, ((Type.Decimal) rows).scale());
        default -> value;
      };
    }
  }

  private static final class OfBuckets extends OfNumbers {

    private final int buckets;

    OfBuckets(int buckets, Type rows, org.apache.iceberg.types.Type result) {
      super(LongUnaryOperator.identity(), rows, result);
      this.buckets = buckets;
    }

    @Override
    Numbers numbers(Column column) {
      return Numbers.buckets((BytesColumn) column, buckets);
    }
  }

  private static final class OfBytes extends PartitionValues {

    private final BytesIndex index = new BytesIndex();
    private final int width;
    private final boolean text;

    OfBytes(int width, boolean text) {
      this.width = width;
      this.text = text;
    }

    @Override
    void number(Column column, int rows, int[] into) {
      BytesColumn bytes = (BytesColumn) column;
      for (int row = 0; row < rows; row++) {
        into[row] =
            bytes.isNull(row)
                ? NULL
                : index.place(
                        bytes.data(), bytes.start(row), Prefix.length(bytes, row, width, text))
                    + 1;
      }
    }

    @Override
    Object present(int place) {
      byte[] value = index.value(place);
      return text ? new String(value, StandardCharsets.UTF_8) : ByteBuffer.wrap(value);
    }
  }

  /** Uuids and long decimals, which are rarely what rows are told apart by. */
  private static final class OfObjects extends PartitionValues {

    private final Map<Object, Integer> places = new HashMap<>();
    private final List<Object> values = new ArrayList<>();
    private final SerializableFunction<Object, Object> transform;

    @SuppressWarnings("unchecked") // the transform was checked to fit the column
    OfObjects(Transform<?, ?> transform, org.apache.iceberg.types.Type source) {
      this.transform = ((Transform<Object, Object>) transform).bind(source);
    }

    @Override
    void number(Column column, int rows, int[] into) {
      for (int row = 0; row < rows; row++) {
        Object value = column.value(row);
        into[row] = value == null ? NULL : place(transform.apply(value)) + 1;
      }
    }

    private int place(Object value) {
      Integer known = places.get(value);
      if (known != null) {
        return known;
      }
      places.put(value, values.size());
      values.add(value);
      return values.size() - 1;
    }

    @Override
    Object present(int place) {
      return Objects.requireNonNull(values.get(place));
    }
  }
}
