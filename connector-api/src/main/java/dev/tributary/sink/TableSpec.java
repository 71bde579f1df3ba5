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
 * @param complete whether all columns that the settings may name are there once the changes are
 *     made; where not, because fields may still come or the table is another one of the stream,
 *     settings that name other columns wait
 */
public record TableSpec(
    TableName name, Schema schema, List<String> key, Config settings, boolean complete) {

  public TableSpec {
    key = List.copyOf(key);
  }

  /** A table of which all columns are known. */
  public TableSpec(TableName name, Schema schema, List<String> key, Config settings) {
    this(name, schema, key, settings, true);
  }
}
