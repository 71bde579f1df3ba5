// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BatchBuilder;
import dev.tributary.schema.Schema;
import dev.tributary.sink.BatchReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Batches from rows and rows from batches, for tests. */
public final class Batches {

  private Batches() {}

  /**
   * A row from names and values in turn; values as {@link dev.tributary.batch.RowView} names them.
   */
  public static Map<String, @Nullable Object> row(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return row;
  }

  /** One batch of these rows, however many. */
  public static Batch of(Schema schema, List<Map<String, @Nullable Object>> rows) {
    BatchBuilder builder = new BatchBuilder(schema, Integer.MAX_VALUE, Long.MAX_VALUE);
    rows.forEach(builder::add);
    return builder.build();
  }

  /** Copies of all rows that are left, and closes the reader. */
  public static List<Map<String, @Nullable Object>> drain(BatchReader reader) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    try (reader) {
      for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
        rows.addAll(batch.toMaps());
      }
    }
    return rows;
  }
}
