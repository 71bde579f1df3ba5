// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import dev.tributary.load.Chain;
import dev.tributary.load.LoadId;
import dev.tributary.load.Staged;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.schema.Schema;
import dev.tributary.sink.Sink;
import java.util.List;
import java.util.Map;

/**
 * A load as checks see it: staged, fit for its tables, and not yet visible. Immutable.
 *
 * @param chain asks the sink about tables
 * @param mode how it will change the tables
 * @param key the columns that tell the root's rows apart; may be empty
 * @param tables the tables of the stream and their columns
 */
public record CheckedLoad(
    Sink sink,
    Chain chain,
    TableName root,
    LoadId id,
    WriteMode mode,
    List<String> key,
    Map<TableName, Schema> tables,
    List<Staged> staged,
    PreviousLoad previous) {

  public CheckedLoad {
    key = List.copyOf(key);
    tables = Map.copyOf(tables);
    staged = List.copyOf(staged);
  }

  List<Staged> of(TableName table) {
    return staged.stream().filter(each -> each.table().equals(table)).toList();
  }

  long rows(TableName table) {
    return of(table).stream().mapToLong(Staged::rows).sum();
  }
}
