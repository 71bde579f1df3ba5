// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck.memory;

import dev.tributary.load.TableName;
import dev.tributary.sink.Sink;
import dev.tributary.tck.Batches;
import dev.tributary.tck.SinkContract;
import java.util.List;

class MemorySinkTest extends SinkContract {

  private final MemoryWarehouse warehouse = new MemoryWarehouse();

  @Override
  protected Sink newSink() {
    return warehouse.sink();
  }

  @Override
  protected List<Long> readBack(TableName table) {
    return warehouse.rows(table.value()).stream().map(row -> (Long) row.get("id")).toList();
  }

  @Override
  protected void writeAsAnother(TableName table, long id) {
    warehouse.insert(table.value(), List.of(Batches.row("id", id, "name", "another's")));
  }
}
