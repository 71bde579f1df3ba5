// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck.memory;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.WriteMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a merge that keeps history makes of rows, told as simply as it can be.
 *
 * @param at the time of the load
 */
record Versions(WriteMode mode, Instant at) {

  List<Map<String, @Nullable Object>> of(
      List<Map<String, @Nullable Object>> before, List<Map<String, @Nullable Object>> load) {
    List<Map<String, @Nullable Object>> result = new ArrayList<>();
    Map<List<Object>, Map<String, @Nullable Object>> winners = new LinkedHashMap<>();
    for (Map<String, @Nullable Object> row : load) {
      Optional<List<Object>> key = Merged.key(row, mode);
      key.ifPresent(found -> winners.merge(found, row, (a, b) -> Merged.winner(a, b, mode)));
      if (key.isEmpty()) {
        result.add(row);
      }
    }
    Set<List<Object>> unchanged = new HashSet<>();
    for (Map<String, @Nullable Object> row : before) {
      Optional<List<Object>> key = Merged.key(row, mode);
      if (row.get(column(WriteMode.VALID_TO)) != null || key.isEmpty()) {
        result.add(row);
      } else if (!winners.containsKey(key.get())) {
        result.add(retires(row, load) ? ended(row) : row);
      } else if (isChanged(row, Objects.requireNonNull(winners.get(key.get())))) {
        result.add(ended(row));
      } else {
        result.add(row);
        unchanged.add(key.get());
      }
    }
    winners.keySet().removeAll(unchanged);
    winners.values().stream().filter(row -> !Merged.deletes(row, mode)).forEach(result::add);
    return result;
  }

  private boolean isChanged(
      Map<String, @Nullable Object> present, Map<String, @Nullable Object> next) {
    String version = column(WriteMode.VERSION);
    return Merged.deletes(next, mode) || !Objects.equals(present.get(version), next.get(version));
  }

  private boolean retires(
      Map<String, @Nullable Object> row, List<Map<String, @Nullable Object>> load) {
    List<String> within = mode.options().list(WriteMode.RETIRE_WITHIN, String.class);
    return mode.options().flag(WriteMode.RETIRE_MISSING)
        && (within.isEmpty()
            || load.stream()
                .anyMatch(
                    each ->
                        within.stream()
                            .allMatch(name -> Objects.equals(each.get(name), row.get(name)))));
  }

  private Map<String, @Nullable Object> ended(Map<String, @Nullable Object> row) {
    if (row.get(column(WriteMode.VALID_FROM)) instanceof Instant began && !began.isBefore(at)) {
      throw new TributaryException(
          ErrorCode.TABLE_CHANGED,
          "A row is valid from a later time than the load that would end it",
          "Run again; the next load begins later");
    }
    Map<String, @Nullable Object> ended = new LinkedHashMap<>(row);
    ended.put(column(WriteMode.VALID_TO), at);
    return ended;
  }

  private String column(String option) {
    return mode.options().text(option);
  }
}
