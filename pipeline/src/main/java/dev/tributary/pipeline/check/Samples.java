// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import dev.tributary.batch.Batch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts rows that fail, and keeps copies of the first few. Owned by one thread. */
final class Samples {

  private static final int TEXT_MAX = 200;

  private final List<String> columns;
  private final int max;
  private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();
  private long failed;

  Samples(List<String> columns, int max) {
    this.columns = columns;
    this.max = max;
  }

  void add(Batch batch, int row) {
    failed++;
    if (rows.size() < max) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      for (String name : columns) {
        int index = batch.schema().indexOf(name);
        copy.put(name, index < 0 ? null : shortened(batch.column(index).value(row)));
      }
      rows.add(copy);
    }
  }

  long failed() {
    return failed;
  }

  /**
   * @param tolerated so many may fail
   */
  Finding finding(long tolerated, String detail) {
    return new Finding(
        java.util.Optional.of(failed <= tolerated), failed, detail, List.copyOf(rows));
  }

  private static @Nullable Object shortened(@Nullable Object value) {
    return value instanceof String text && text.length() > TEXT_MAX
        ? text.substring(0, TEXT_MAX) + "…"
        : value;
  }
}
