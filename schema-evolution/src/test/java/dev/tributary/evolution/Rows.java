// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BatchBuilder;
import dev.tributary.schema.Schema;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Small batches. */
final class Rows {

  private Rows() {}

  @SafeVarargs
  static Batch of(Schema schema, Map<String, ?>... rows) {
    BatchBuilder builder = new BatchBuilder(schema);
    Arrays.asList(rows).forEach(builder::add);
    return builder.build();
  }

  static Batch without(Batch batch, Collection<Integer> rows) {
    BatchBuilder builder = new BatchBuilder(batch.schema());
    for (int row = 0; row < batch.rows(); row++) {
      if (!rows.contains(row)) {
        for (int i = 0; i < batch.columns().size(); i++) {
          builder.column(i).appendFrom(batch.column(i), row);
        }
        builder.endRow();
      }
    }
    return builder.build();
  }

  static Map<String, Object> row(Object... namesAndValues) {
    Map<String, Object> row = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return row;
  }
}
