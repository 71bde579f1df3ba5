// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import dev.tributary.batch.Batch;
import dev.tributary.schema.Schema;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A table that another one's rows may refer to. */
interface OtherTable {

  /** Empty when there is no such table. Blocks. */
  Optional<Schema> schema();

  /** Hands over all rows that will be visible with the load. Blocks. */
  void each(List<String> columns, Consumer<Batch> rows);
}
