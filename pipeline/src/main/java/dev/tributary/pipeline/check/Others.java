// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import dev.tributary.batch.Batch;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.schema.Schema;
import dev.tributary.sink.BatchReader;
import dev.tributary.sink.ReadRequest;
import dev.tributary.sink.TableInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tables that rows of a load may refer to: what is visible of them, and what the load itself brings
 * or replaces. Each is looked at once. Owned by one thread.
 */
final class Others {

  private final CheckedLoad load;
  private final Map<TableName, OtherTable> tables = new HashMap<>();

  Others(CheckedLoad load) {
    this.load = load;
  }

  OtherTable table(TableName name) {
    return tables.computeIfAbsent(name, Table::new);
  }

  private final class Table implements OtherTable {

    private final TableName name;
    private final Optional<Schema> schema;
    private final boolean exists;

    Table(TableName name) {
      this.name = name;
      Optional<TableInfo> info = load.sink().table(name, load.chain());
      this.exists = info.isPresent();
      this.schema =
          Optional.ofNullable(load.tables().get(name)).or(() -> info.map(TableInfo::schema));
    }

    @Override
    public Optional<Schema> schema() {
      return schema;
    }

    /** Some rows come twice: those that a merge will replace. */
    @Override
    public void each(List<String> columns, Consumer<Batch> rows) {
      new StagedRows(load, name).each(columns, rows);
      if (exists && !isReplaced()) {
        ReadRequest visible = new ReadRequest(columns, Long.MAX_VALUE);
        try (BatchReader reader = load.sink().read(name, visible)) {
          StagedRows.each(reader, rows);
        }
      }
    }

    private boolean isReplaced() {
      return load.tables().containsKey(name)
          && load.mode().disposition() == Disposition.REPLACE
          && load.mode().options().isEmpty();
    }
  }
}
