// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck.memory;

import dev.tributary.load.WriteMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a merge makes of rows, told as simply as it can be: the model that sinks are held to. */
final class Merged {

  private Merged() {}

  /** The rows after those of a load were merged into {@code before}. */
  static List<Map<String, @Nullable Object>> of(
      List<Map<String, @Nullable Object>> before,
      List<Map<String, @Nullable Object>> load,
      WriteMode mode) {
    List<Map<String, @Nullable Object>> result = new ArrayList<>();
    Map<List<Object>, Map<String, @Nullable Object>> winners = new LinkedHashMap<>();
    for (Map<String, @Nullable Object> row : load) {
      Optional<List<Object>> key = key(row, mode);
      key.ifPresent(found -> winners.merge(found, row, (a, b) -> winner(a, b, mode)));
      if (key.isEmpty()) {
        result.add(row);
      }
    }
    boolean insertsOnly =
        mode.options().has(WriteMode.INSERT_ONLY) && mode.options().flag(WriteMode.INSERT_ONLY);
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

  private static boolean deletes(Map<String, @Nullable Object> row, WriteMode mode) {
    return mode.options()
        .optionalText(WriteMode.DELETE_FLAG)
        .map(flag -> Boolean.TRUE.equals(row.get(flag)))
        .orElse(false);
  }

  private static Map<String, @Nullable Object> winner(
      Map<String, @Nullable Object> first, Map<String, @Nullable Object> second, WriteMode mode) {
    int order =
        mode.options()
            .optionalText(WriteMode.DEDUP_BY)
            .map(field -> compare(first.get(field), second.get(field)))
            .orElse(0);
    return order > 0 ? first : second;
  }

  @SuppressWarnings("unchecked")
  private static int compare(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return Boolean.compare(a != null, b != null);
    }
    return ((Comparable<Object>) a).compareTo(b);
  }

  private static Optional<List<Object>> key(Map<String, @Nullable Object> row, WriteMode mode) {
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
