// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.load.TableName;
import dev.tributary.sink.Sink;
import dev.tributary.tck.SinkContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract of sinks over one kind of catalog; read back by DuckDB, disturbed by a stranger. */
abstract class IcebergContract extends SinkContract {

  @TempDir Path folder;

  private Lake lake;

  abstract Lake newLake();

  @BeforeEach
  void openLake() {
    lake = newLake();
  }

  @AfterEach
  void closeLake() throws Exception {
    lake.close();
  }

  Lake lake() {
    return lake;
  }

  @Override
  protected Sink newSink() {
    return lake.sink();
  }

  @Override
  protected List<Long> readBack(TableName table) {
    return DuckFiles.query(lake.table(table), "SELECT id FROM FILES").stream()
        .map(row -> (Long) row.get(0))
        .toList();
  }

  @Override
  protected void writeAsAnother(TableName table, long id) {
    new Stranger(lake.table(table)).append(id);
  }

  @Override
  protected void maintain(TableName table) {
    Stranger stranger = new Stranger(lake.table(table));
    stranger.compact();
    stranger.expire(1);
  }
}
