// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import dev.tributary.load.TableName;
import java.time.Instant;
import java.util.Optional;

/** What is known of the load before, to compare with. Asked only by checks that need it. */
public interface PreviousLoad {

  /** There was none. */
  PreviousLoad NONE =
      new PreviousLoad() {
        @Override
        public Optional<Long> rows(TableName table) {
          return Optional.empty();
        }

        @Override
        public Optional<Instant> greatest(TableName table, String column) {
          return Optional.empty();
        }
      };

  /** How many rows it brought into the table; empty when it is not known. Blocks. */
  Optional<Long> rows(TableName table);

  /** The greatest time in the column, where a check of that load looked for it. Blocks. */
  Optional<Instant> greatest(TableName table, String column);
}
