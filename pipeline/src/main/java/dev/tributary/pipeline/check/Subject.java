// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import dev.tributary.load.LoadId;
import dev.tributary.load.TableName;
import dev.tributary.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a check is made for: the rows of one table in one load. Immutable.
 *
 * @param rows how many are staged
 * @param key the columns that tell rows apart, for samples
 * @param samplesMax how many rows to keep that fail
 * @param keysMax how many keys may be in memory at once
 * @param others other tables, and this one, with what the load is about to make visible
 */
record Subject(
    TableName table,
    Schema schema,
    long rows,
    LoadId load,
    List<String> key,
    int samplesMax,
    long keysMax,
    PreviousLoad previous,
    Function<TableName, OtherTable> others) {

  Columns columns() {
    return new Columns(schema);
  }

  /** Keeps the key and the columns that a check looks at. */
  Samples samples(List<String> columns) {
    List<String> kept = new ArrayList<>(key);
    columns.stream().filter(column -> !kept.contains(column)).forEach(kept::add);
    return new Samples(kept, samplesMax);
  }
}
