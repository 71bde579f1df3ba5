// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import static dev.tributary.iceberg.Lake.CHAIN;
import static dev.tributary.iceberg.Lake.ORDERS;
import static dev.tributary.iceberg.Lake.SCHEMA;
import static dev.tributary.load.WriteMode.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.load.LoadId;
import dev.tributary.load.TableName;
import dev.tributary.tck.Loads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a load leaves that died while it staged. */
class DiscardTest {

  private static final TableName ITEMS = new TableName("orders__items");

  @TempDir Path folder;

  @Test
  void aLoadThatDiedWhileItsMarkerWasWrittenIsDiscardedWhole() throws Exception {
    try (Lake lake = new Lake(folder)) {
      Loads loads = lake.loads();
      loads.create(ORDERS, SCHEMA);
      loads.create(ITEMS, SCHEMA);
      LoadId dead = Loads.next(LoadId.NONE);
      loads.stage(loads.task(ORDERS, ITEMS, dead, APPEND, SCHEMA), Lake.rows(1));
      for (Path marker : files("table-")) {
        Files.write(marker, new byte[0]);
      }

      lake.sink().discard(ORDERS, CHAIN, dead);

      assertThat(files("table-")).isEmpty();
      assertThat(files(".parquet")).isEmpty();
    }
  }

  private List<Path> files(String part) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().contains(part))
          .toList();
    }
  }
}
