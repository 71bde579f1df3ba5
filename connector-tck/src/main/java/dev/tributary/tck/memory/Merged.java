// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck.memory;

import dev.tributary.load.WriteMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a merge makes of rows, told as simply as it can be: the model that sinks are held to. */
final class Merged {

  private static final Optional<Object> NONE = Optional.empty();

  private Merged() {}

  /** The rows after those of a load were merged into {@code before}. */
  static List<Map<String, @Nullable Object>> of(
      List<Map<String, @Nullable Object>> before,
      List<Map<String, @Nullable Object>> load,
      WriteMode mode) {
    if (mode.options().flag(WriteMode.GROUPS)) {
      return grouped(before, load, mode);
    }
    List<Map<String, @Nullable Object>> result = new ArrayList<>();
    Map<List<Object>, Map<String, @Nullable Object>> winners = new LinkedHashMap<>();
    for (Map<String, @Nullable Object> row : load) {
      Optional<List<Object>> key = key(row, mode);
      key.ifPresent(found -> winners.merge(found, row, (a, b) -> winner(a, b, mode)));
      if (key.isEmpty()) {
        result.add(row);
      }
    }
    boolean insertsOnly = insertsOnly(mode);
    for (Map<String, @Nullable Object> row : before) {
      Optional<List<Object>> key = key(row, mode);
      boolean met = key.isPresent() && winners.containsKey(key.get());
      if (!met || insertsOnly) {
        result.add(row);
      }
      if (met && insertsOnly) {
        winners.remove(key.get());
      }
    }
    winners.values().stream().filter(row -> !deletes(row, mode)).forEach(result::add);
    return result;
  }

  private static List<Map<String, @Nullable Object>> grouped(
      List<Map<String, @Nullable Object>> before,
      List<Map<String, @Nullable Object>> load,
      WriteMode mode) {
    Set<List<Object>> came = new HashSet<>();
    load.forEach(row -> key(row, mode).ifPresent(came::add));
    List<Map<String, @Nullable Object>> result = new ArrayList<>();
    before.stream()
        .filter(row -> key(row, mode).filter(came::contains).isEmpty())
        .forEach(result::add);
    load.stream().filter(row -> !deletes(row, mode)).forEach(result::add);
    return result;
  }

  /**
   * What the rows of a load are merged into when they belong to others.
   *
   * @param load the rows of the parent's part
   * @param visible what the parent's table has after that part was committed
   */
  record Parent(
      WriteMode mode,
      List<Map<String, @Nullable Object>> load,
      Set<Map<String, @Nullable Object>> visible) {}

  /** The rows after those of a load followed their parents. */
  static List<Map<String, @Nullable Object>> following(
      List<Map<String, @Nullable Object>> before,
      List<Map<String, @Nullable Object>> load,
      WriteMode mode,
      Parent parent) {
    Map<List<Object>, Optional<Object>> came = new HashMap<>();
    for (Map<String, @Nullable Object> row : parent.load()) {
      Optional<Object> arrival =
          parent.visible().contains(row) ? arrival(row, parent.mode()) : Optional.empty();
      key(row, parent.mode())
          .ifPresent(key -> came.merge(key, arrival, (a, b) -> a.isPresent() ? a : b));
    }
    List<Map<String, @Nullable Object>> result = new ArrayList<>();
    for (Map<String, @Nullable Object> row : before) {
      if (insertsOnly(parent.mode()) || key(row, mode).filter(came::containsKey).isEmpty()) {
        result.add(row);
      }
    }
    for (Map<String, @Nullable Object> row : load) {
      Optional<Object> stayed = key(row, mode).flatMap(key -> came.getOrDefault(key, NONE));
      if (stayed.isPresent() && stayed.equals(arrival(row, mode))) {
        result.add(row);
      }
    }
    return result;
  }

  private static Optional<Object> arrival(Map<String, @Nullable Object> row, WriteMode mode) {
    return Optional.ofNullable(row.get(mode.options().text(WriteMode.ARRIVAL)));
  }

  private static boolean insertsOnly(WriteMode mode) {
    return mode.options().has(WriteMode.INSERT_ONLY) && mode.options().flag(WriteMode.INSERT_ONLY);
  }

  static boolean deletes(Map<String, @Nullable Object> row, WriteMode mode) {
    return mode.options()
        .optionalText(WriteMode.DELETE_FLAG)
        .map(flag -> Boolean.TRUE.equals(row.get(flag)))
        .orElse(false);
  }

  static Map<String, @Nullable Object> winner(
      Map<String, @Nullable Object> first, Map<String, @Nullable Object> second, WriteMode mode) {
    int order = compare(WriteMode.DEDUP_BY, first, second, mode);
    int arrival = order == 0 ? compare(WriteMode.ARRIVAL, first, second, mode) : order;
    return arrival > 0 ? first : second;
  }

  private static int compare(
      String option,
      Map<String, @Nullable Object> first,
      Map<String, @Nullable Object> second,
      WriteMode mode) {
    return mode.options()
        .optionalText(option)
        .map(field -> compare(first.get(field), second.get(field)))
        .orElse(0);
  }

  @SuppressWarnings("unchecked")
  private static int compare(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return Boolean.compare(a != null, b != null);
    }
    return ((Comparable<Object>) a).compareTo(b);
  }

  static Optional<List<Object>> key(Map<String, @Nullable Object> row, WriteMode mode) {
    List<Object> key = new ArrayList<>();
    for (String field : mode.keys()) {
      Object value = row.get(field);
      if (value == null) {
        return Optional.empty();
      }
      key.add(value);
    }
    return Optional.of(key);
  }
}
