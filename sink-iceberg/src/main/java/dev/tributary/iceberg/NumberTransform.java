// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.schema.Type;
import java.math.BigDecimal;
import java.util.function.IntUnaryOperator;
import java.util.function.LongUnaryOperator;
import org.apache.iceberg.transforms.Transform;
import org.apache.iceberg.util.BucketUtil;
import org.apache.iceberg.util.DateTimeUtil;

/** Iceberg's transforms of numbers as plain functions, so that no row makes an object. */
final class NumberTransform {

  private static final long HOURS = 24;

  private NumberTransform() {}

  /**
   * The transform over {@link Numbers} of rows of this type.
   *
   * @throws IllegalArgumentException when it does not fit the type
   */
  static LongUnaryOperator of(Transform<?, ?> transform, Type type) {
    return switch (name(transform)) {
      case "identity" -> LongUnaryOperator.identity();
      case "bucket" -> bucket(width(transform), type);
      case "truncate" -> truncate(width(transform));
      case "year" -> ofDay(type, DateTimeUtil::daysToYears);
      case "month" -> ofDay(type, DateTimeUtil::daysToMonths);
      case "day" -> {
        long each = perDay(type);
        yield value -> Math.floorDiv(value, each);
      }
      case "hour" -> {
        long each = perDay(type) / HOURS;
        yield value -> Math.floorDiv(value, each);
      }
      default -> throw new IllegalArgumentException(transform + " of " + type);
    };
  }

  static String name(Transform<?, ?> transform) {
    return transform.toString().replaceAll("\\[.*", "");
  }

  /** The number in brackets. */
  static int width(Transform<?, ?> transform) {
    return Integer.parseInt(transform.toString().replaceAll("\\D", ""));
  }

  private static LongUnaryOperator truncate(int width) {
    return value -> value - Math.floorMod(value, (long) width);
  }

  private static LongUnaryOperator bucket(int buckets, Type type) {
    if (type instanceof Type.Decimal decimal) {
      return value -> mod(BucketUtil.hash(BigDecimal.valueOf(value, decimal.scale())), buckets);
    }
    if (type instanceof Type.Timestamp time && time.unit() == Type.Unit.NANOS) {
      return value -> mod(BucketUtil.hash(DateTimeUtil.nanosToMicros(value)), buckets);
    }
    return value -> mod(BucketUtil.hash(value), buckets);
  }

  private static long mod(int hash, int buckets) {
    return (hash & Integer.MAX_VALUE) % buckets;
  }

  /** Rows of one day mostly come together, so the calendar is asked once for them. */
  private static LongUnaryOperator ofDay(Type type, IntUnaryOperator calendar) {
    long each = perDay(type);
    return new LongUnaryOperator() {
      private long day;
      private long answer = calendar.applyAsInt(0);

      @Override
      public long applyAsLong(long value) {
        long its = Math.floorDiv(value, each);
        if (its != day) {
          day = its;
          answer = calendar.applyAsInt((int) its);
        }
        return answer;
      }
    };
  }

  private static long perDay(Type type) {
    if (type.kind() == Type.Kind.DATE) {
      return 1;
    }
    if (type instanceof Type.Timestamp time) {
      return 86_400_000_000_000L / time.unit().nanosEach();
    }
    throw new IllegalArgumentException("No days in " + type);
  }
}
