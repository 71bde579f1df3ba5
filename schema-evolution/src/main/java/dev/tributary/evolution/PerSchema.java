// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.schema.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What was made for the schemas that came last. Owned by one thread at a time. */
final class PerSchema<T> {

  private static final int KEPT = 32;

  private final Function<Schema, T> making;
  private final Map<Schema, T> made = new LinkedHashMap<>();
  private @Nullable Schema last;
  private @Nullable T ofLast;

  PerSchema(Function<Schema, T> making) {
    this.making = making;
  }

  /** The same object for equal schemas, as long as few others came between. */
  T of(Schema schema) {
    T found = last != null && last.equals(schema) ? ofLast : null;
    if (found == null) {
      if (made.size() >= KEPT && !made.containsKey(schema)) {
        made.clear();
      }
      found = made.computeIfAbsent(schema, making);
      last = schema;
      ofLast = found;
    }
    return found;
  }
}
