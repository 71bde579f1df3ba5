// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck.memory;

import dev.tributary.batch.BatchBuilder;
import dev.tributary.schema.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of one schema that nobody changes any more. */
record Rows(Schema schema, List<Map<String, @Nullable Object>> rows) {

  Rows {
    rows = List.copyOf(rows);
  }

  int size() {
    return rows.size();
  }

  /** A copy whose values have the Java types of the schema, and nothing beside its fields. */
  static Map<String, @Nullable Object> copy(
      Schema schema, Map<String, ? extends @Nullable Object> row) {
    for (String name : row.keySet()) {
      if (schema.indexOf(name) < 0) {
        throw new IllegalArgumentException("No field '" + name + "' in " + schema);
      }
    }
    BatchBuilder one = new BatchBuilder(schema);
    one.add(row);
    return one.build().row(0).toMap();
  }
}
