// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.e2e.crash.DuckRows;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Nesting;
import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.pipeline.Pipeline;
import dev.tributary.pipeline.Quarantine;
import dev.tributary.pipeline.RunReport;
import dev.tributary.pipeline.StreamSpec;
import dev.tributary.pipeline.StreamSpec.ReplaceScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JSON in tables that are laid out by settings, though nothing tells of their columns before. */
class LayoutOfALakeTest {

  @TempDir Path folder;

  private StreamSpec spec =
      StreamSpec.of("orders").withSourceSettings(Map.of("pattern", "orders/*.ndjson"));

  private void rows(String file, String... rows) throws IOException {
    Files.createDirectories(folder.resolve("orders"));
    Files.write(folder.resolve("orders/" + file + ".ndjson"), List.of(rows));
  }

  private void layOut(Map<String, Object> settings) {
    spec = spec.withTableSettings(settings);
  }

  private Map<String, String> catalog() {
    return Map.of("type", "jdbc", "uri", "jdbc:sqlite:" + folder.resolve("catalog.db"));
  }

  private RunReport run() {
    try (Pipeline pipeline =
        Pipeline.named("shop")
            .source("files", Map.of("path", folder.toString()))
            .sink(
                "iceberg",
                Map.of(
                    "namespace",
                    "shop",
                    "warehouse",
                    folder.resolve("lake").toString(),
                    "catalog",
                    catalog()))
            .stream(spec)
            .build()) {
      return pipeline.run().orThrow();
    }
  }

  private interface Look<T> {
    T at(Table table) throws Exception;
  }

  private <T> T look(String name, Look<T> look) throws Exception {
    Map<String, String> settings = new TreeMap<>(catalog());
    settings.put("warehouse", folder.resolve("lake").toString());
    settings.put("io-impl", "dev.tributary.iceberg.LocalFileIO");
    Catalog catalog = CatalogUtil.buildIcebergCatalog("tributary", settings, null);
    try (AutoCloseable closing = (AutoCloseable) catalog) {
      return look.at(catalog.loadTable(TableIdentifier.of("shop", name)));
    }
  }

  private List<String> partitions(String name) throws Exception {
    return look(name, LayoutOfALakeTest::partitions);
  }

  private static List<String> partitions(Table table) throws IOException {
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      return Stream.of(tasks.iterator())
          .flatMap(
              each -> {
                Stream.Builder<FileScanTask> all = Stream.builder();
                each.forEachRemaining(all::add);
                return all.build();
              })
          .map(task -> task.spec().partitionToPath(task.file().partition()))
          .sorted()
          .toList();
    }
  }

  private List<String> ids() throws Exception {
    return look("orders", table -> List.copyOf(new TreeMap<>(DuckRows.of(table, "id")).keySet()));
  }

  @Test
  void theFirstRowsOfAnUnknownStreamArePartitionedAndNotWrittenTwice() throws Exception {
    rows("a", "{\"id\":1,\"region\":\"eu\"}", "{\"id\":2,\"region\":\"us\"}", "{\"id\":3}");
    layOut(Map.of("partition-by", List.of("region"), "sort-by", List.of("id desc")));

    run();

    assertThat(partitions("orders")).containsExactly("region=eu", "region=null", "region=us");
    assertThat(files()).isEqualTo(3);
  }

  private long files() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("lake"))) {
      return all.filter(path -> path.toString().endsWith(".parquet")).count();
    }
  }

  @Test
  void aLayoutThatChangesIsForTheNextLoad() throws Exception {
    rows("a", "{\"id\":1,\"region\":\"eu\"}");
    layOut(Map.of("partition-by", List.of("region")));
    run();
    rows("b", "{\"id\":2,\"region\":\"us\"}");
    layOut(Map.of("partition-by", List.of("truncate(10, id)")));

    run();

    assertThat(partitions("orders")).containsExactly("id_trunc_10=0", "region=eu");
    assertThat(ids()).hasSize(2);
  }

  @Test
  void aMisspeltColumnIsRefusedAndNothingIsVisible() throws Exception {
    rows("a", "{\"id\":1,\"region\":\"eu\"}");
    layOut(Map.of("partition-by", List.of("regoin")));

    assertThatThrownBy(this::run)
        .isInstanceOf(TributaryException.class)
        .hasMessageContaining("did you mean 'region'?");

    boolean empty = look("orders", table -> table.currentSnapshot() == null);
    assertThat(empty).isTrue();
  }

  @Test
  void childTablesAndQuarantineHaveWhatTheyHaveColumnsFor() throws Exception {
    rows("a", "{\"id\":1,\"items\":[{\"sku\":\"x\"}]}", "{\"id\":");
    spec = spec.withKey("id").withNesting(Nesting.of(Nesting.Mode.TABLES));
    spec = spec.withQuarantine(Quarantine.UNLIMITED);
    layOut(Map.of("partition-by", List.of("bucket(4, id)"), "comment", "all orders"));

    run();

    assertThat(partitions("orders")).hasSize(1).allMatch(each -> each.startsWith("id_bucket_4="));
    assertThat(partitions("orders__items")).hasSize(1);
    assertThat(partitions("orders__quarantine")).containsExactly("");
    assertThat(look("orders", Table::properties)).containsEntry("comment", "all orders");
    assertThat(look("orders__items", Table::properties)).doesNotContainKey("comment");
  }

  @Test
  void aReplaceOfPartitionsLeavesOthersAlone() throws Exception {
    rows("a", "{\"id\":1,\"region\":\"eu\"}", "{\"id\":2,\"region\":\"us\"}");
    layOut(Map.of("partition-by", List.of("region")));
    spec = spec.withDisposition(Disposition.REPLACE).withReplaceScope(ReplaceScope.PARTITIONS);
    run();
    rows("a", "{\"id\":3,\"region\":\"us\"}", "{\"id\":4,\"region\":\"us\"}");

    run();

    assertThat(ids()).hasSize(3);
    assertThat(partitions("orders")).containsExactly("region=eu", "region=us");
  }

  @Test
  void onlyAReplaceWithoutChildTablesHasAScope() throws Exception {
    rows("a", "{\"id\":1}");
    spec = spec.withReplaceScope(ReplaceScope.PARTITIONS);

    assertThatThrownBy(this::run).hasMessageContaining("disposition replace");

    spec = spec.withDisposition(Disposition.REPLACE);
    spec = spec.withNesting(Nesting.of(Nesting.Mode.TABLES));
    assertThatThrownBy(this::run).hasMessageContaining("nested keep or json");
  }
}
