// SPDX-License-Identifier: Apache-2.0
package dev.tributary.batch;

import dev.tributary.schema.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of a batch as boxed values; for tests, previews and other slow paths. Valid as long as
 * its batch. The Java type per type: boolean {@code Boolean}, int {@code Integer}, long {@code
 * Long}, float {@code Float}, double {@code Double}, decimal {@code BigDecimal}, date {@code
 * LocalDate}, time {@code LocalTime}, timestamp {@code LocalDateTime} or, zoned, {@code Instant},
 * string and json {@code String}, binary a read-only {@code ByteBuffer}, uuid {@code UUID}, struct
 * {@code Map} by field name, list {@code List}, map {@code Map}.
 */
public record RowView(Batch batch, int row) {

  public @Nullable Object get(String field) {
    int index = batch.schema().indexOf(field);
    if (index < 0) {
      throw new IllegalArgumentException("No field '" + field + "' in " + batch.schema());
    }
    return batch.column(index).value(row);
  }

  /** A copy of the row that outlives the batch. */
  public Map<String, @Nullable Object> toMap() {
    Schema schema = batch.schema();
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < schema.size(); i++) {
      map.put(schema.fields().get(i).name(), batch.column(i).value(row));
    }
    return map;
  }
}
