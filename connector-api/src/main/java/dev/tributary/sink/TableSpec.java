// SPDX-License-Identifier: Apache-2.0
package dev.tributary.sink;

import dev.tributary.config.Config;
import dev.tributary.load.TableName;
import dev.tributary.schema.Schema;
import java.util.List;

/**
 * A table as it is wanted. Immutable.
 *
 * @param schema for a table that does not exist yet
 * @param key the fields that tell rows apart; may be empty
 * @param settings what the sink's {@link SinkProvider#tableSettings()} describes
 */
public record TableSpec(TableName name, Schema schema, List<String> key, Config settings) {

  public TableSpec {
    key = List.copyOf(key);
  }
}
