// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import java.util.Comparator;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Comparators;

/**
 * Tells which files may have rows with certain keys, by what a table knows of its files.
 *
 * @param columns those of the key first
 * @param keys how many columns the key has
 */
record KeyFilter(Schema columns, int keys) {

  private static final int NAMED_KEYS_MAX = 200;

  /** True of files that may have one of the keys. */
  Expression among(Set<Comparable<?>> found) {
    if (keys == 1 && found.size() <= NAMED_KEYS_MAX && isComparedAsStored(0)) {
      return Expressions.in(name(0), found);
    }
    Expression all = Expressions.alwaysTrue();
    for (int i = 0; i < keys; i++) {
      all = isComparedAsStored(i) ? Expressions.and(all, range(i, found)) : all;
    }
    return all;
  }

  /** Expressions take a number for microseconds where nanoseconds are meant, and refuse NaN. */
  private boolean isComparedAsStored(int place) {
    return !name(place).contains(".")
        && switch (columns.columns().get(place).type().typeId()) {
          case INTEGER, LONG, DATE, TIME, TIMESTAMP, STRING, UUID, DECIMAL -> true;
          default -> false;
        };
  }

  private Expression range(int place, Set<Comparable<?>> found) {
    Comparator<Object> order =
        Comparators.forType(columns.columns().get(place).type().asPrimitiveType());
    Object least = null;
    Object greatest = null;
    for (Comparable<?> key : found) {
      Object value = key instanceof MergeKey parts ? parts.values().get(place) : key;
      least = least == null || order.compare(value, least) < 0 ? value : least;
      greatest = greatest == null || order.compare(value, greatest) > 0 ? value : greatest;
    }
    return Expressions.and(
        Expressions.greaterThanOrEqual(name(place), least),
        Expressions.lessThanOrEqual(name(place), greatest));
  }

  private String name(int place) {
    return columns.columns().get(place).name();
  }
}
