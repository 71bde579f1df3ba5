// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Batch;
import dev.tributary.schema.Schema;
import java.util.List;
import java.util.Map;

/** Nested values stay nested, in the one table. */
enum Keep implements Shape {
  SHAPE;

  @Override
  public Map<String, Schema> tables(Schema declared) {
    return Map.of(ROOT, declared);
  }

  @Override
  public List<Rows> of(Batch batch) {
    return List.of(new Rows(ROOT, batch));
  }
}
