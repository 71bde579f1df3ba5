// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import static dev.tributary.iceberg.Lake.CHAIN;
import static dev.tributary.iceberg.Lake.ORDERS;
import static dev.tributary.iceberg.Lake.SCHEMA;
import static dev.tributary.iceberg.Lake.rows;
import static dev.tributary.load.WriteMode.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.config.Config;
import dev.tributary.config.Context;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.sink.SinkProvider;
import dev.tributary.sink.TableSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinkSettingsTest {

  @TempDir Path folder;

  private static TributaryException refusal(Runnable call) {
    return catchThrowableOfType(TributaryException.class, call::run);
  }

  @Test
  void theSinkIsFoundByItsName() {
    assertThat(ServiceLoader.load(SinkProvider.class))
        .extracting(SinkProvider::name)
        .contains("iceberg");
  }

  @Test
  void everythingThatIsMissingIsNamedAtOnce() {
    IcebergSinkProvider provider = new IcebergSinkProvider();
    Config config =
        provider
            .settings()
            .read("sink", Map.of("namespace", "shop", "catalog", Map.of("type", "jdbc")));

    TributaryException refusal = refusal(() -> provider.create(config, Context.standard()));

    assertThat(refusal.code()).isEqualTo(ErrorCode.SETTING_INVALID);
    assertThat(refusal).hasMessageContaining("warehouse").hasMessageContaining("catalog.uri");
  }

  @Test
  void makingASinkTouchesNothing() {
    new Lake(folder).sink();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void theFoldersOfWarehouseAndCatalogAreMadeWhenTheyAreNeeded() throws Exception {
    try (Lake lake = new Lake(folder)) {
      assertThat(lake.sink().tables()).isEmpty();

      assertThat(folder.resolve("lake/warehouse")).isDirectory();
      assertThat(Files.size(folder.resolve("lake/catalog.db"))).isPositive();
    }
  }

  @Test
  void aDatabaseWithoutDriverIsAskedFor() {
    Lake lake = new Lake(folder).catalog("uri", "jdbc:nonesuch://db/shop?password=hunter22");

    TributaryException refusal = refusal(() -> lake.sink().tables());

    assertThat(refusal.code()).isEqualTo(ErrorCode.DRIVER_MISSING);
    assertThat(refusal.getMessage()).doesNotContain("hunter22");
  }

  @Test
  void aCatalogOfAnUnknownTypeIsASettingToCorrect() {
    Lake lake = new Lake(folder).catalog("type", "nonesuch");

    TributaryException refusal = refusal(() -> lake.sink().tables());

    assertThat(refusal.code()).isEqualTo(ErrorCode.SETTING_INVALID);
    assertThat(refusal).hasMessageContaining("nonesuch");
  }

  @Test
  void aJobCanSetPropertiesOfTheTablesItCreates() throws Exception {
    try (Lake lake = new Lake(folder)) {
      Config settings =
          new IcebergSinkProvider()
              .tableSettings()
              .read("table", Map.of("properties", Map.of("comment", "all orders")));

      lake.sink().evolve(new TableSpec(ORDERS, SCHEMA, List.of(), settings), List.of(), CHAIN);

      assertThat(lake.table().properties())
          .containsEntry("comment", "all orders")
          .containsEntry("write.parquet.compression-codec", "zstd");
    }
  }

  @Test
  void aFileEndsAtTheTargetSize() throws Exception {
    try (Lake lake = new Lake(folder).set("target-file-bytes", "1KB")) {
      lake.loads().create(ORDERS, SCHEMA);
      long[] many = java.util.stream.LongStream.range(0, 5_000).toArray();
      var loads = lake.loads();
      var id = dev.tributary.tck.Loads.next(dev.tributary.load.LoadId.NONE);
      var task = loads.task(ORDERS, ORDERS, id, APPEND, SCHEMA);
      try (var writer = lake.sink().open(task)) {
        writer.write(dev.tributary.tck.Batches.of(SCHEMA, rows(many)));
        writer.write(dev.tributary.tck.Batches.of(SCHEMA, rows(many)));

        assertThat(writer.finish().files()).isEqualTo(2);
      }
    }
  }
}
