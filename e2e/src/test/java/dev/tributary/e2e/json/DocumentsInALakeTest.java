// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.e2e.crash.DuckRows;
import dev.tributary.evolution.Nesting;
import dev.tributary.evolution.Nesting.Mode;
import dev.tributary.pipeline.Pipeline;
import dev.tributary.pipeline.Quarantine;
import dev.tributary.pipeline.StreamReport;
import dev.tributary.pipeline.StreamSpec;
import dev.tributary.pipeline.Tally;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Untidy files of JSON in Iceberg tables, as DuckDB reads them. */
class DocumentsInALakeTest {

  private static final int ROWS = 400;
  private static final Namespace SHOP = Namespace.of("shop");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Mode.class)
  void howFilesAreCutAndOrderedChangesNoRow(Mode mode) throws Exception {
    List<String> rows = rows();
    Map<String, Map<String, Integer>> one = load("one", mode, rows, 1, 1);
    Collections.shuffle(rows, new Random(1));
    Map<String, Map<String, Integer>> other = load("other", mode, rows, 3, 2);

    assertThat(other).isEqualTo(one);
    assertThat(count(one.get("orders"))).isEqualTo(ROWS);
    if (mode == Mode.TABLES) {
      assertThat(count(one.get("orders__items"))).isEqualTo(ROWS / 2 + 2 * (ROWS / 4));
      assertThat(count(one.get("orders__items__tags"))).isEqualTo(ROWS / 4);
    }
    assertThat(count(one.get("orders__quarantine"))).isEqualTo(1);
  }

  /** A fourth has no items, a fourth one of each kind, a fourth two; amounts come in all kinds. */
  private static List<String> rows() {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      String amount = List.of("7", "0.5", "\"about 3\"", "null", "9007199254740993").get(i % 5);
      String items =
          switch (i % 4) {
            case 0 -> "null";
            case 1 -> "[{\"sku\":\"a%d\"}]".formatted(i);
            case 2 -> "[{\"sku\":\"b\",\"tags\":[\"x\"]},{\"qty\":%d}]".formatted(i);
            default -> "[{\"qty\":1.5}]";
          };
      String late = i > ROWS / 2 ? ",\"ship\":{\"to\":{\"userId\":1,\"user_id\":\"2\"}}" : "";
      rows.add("{\"id\":%d,\"amount\":%s,\"items\":%s%s}".formatted(i, amount, items, late));
    }
    rows.add("{\"id\":");
    return rows;
  }

  private Map<String, Map<String, Integer>> load(
      String name, Mode mode, List<String> rows, int files, int workers) throws Exception {
    Path place = Files.createDirectories(folder.resolve(name + "/orders")).getParent();
    for (int i = 0; i < files; i++) {
      int from = rows.size() * i / files;
      int to = rows.size() * (i + 1) / files;
      Files.write(place.resolve("orders/" + i + ".ndjson"), rows.subList(from, to));
    }
    StreamSpec spec =
        StreamSpec.of("orders")
            .withKey("id")
            .withNesting(Nesting.of(mode))
            .withQuarantine(Quarantine.UNLIMITED)
            .withSourceSettings(Map.of("pattern", "orders/*.ndjson"));
    try (Pipeline pipeline =
        Pipeline.named("shop")
            .source("files", Map.of("path", place.toString(), "split-bytes", 9_000 / workers + "B"))
            .sink("iceberg", sink(place))
            .stream(spec)
            .parallelism(workers)
            .build()) {
      StreamReport report = pipeline.run().orThrow().streams().get(0);
      assertThat(report.tally()).isEqualTo(new Tally(ROWS, 1, 0));
    }
    return tables(place, mode);
  }

  private static Map<String, Object> sink(Path place) {
    return Map.of(
        "namespace",
        "shop",
        "warehouse",
        place.resolve("lake").toString(),
        "catalog",
        Map.of("type", "jdbc", "uri", "jdbc:sqlite:" + place.resolve("catalog.db")));
  }

  /** Fields of structs by name, as their order is that in which they were first seen. */
  private static String columns(String table, Mode mode) {
    if (table.endsWith("__quarantine")) {
      return "code, \"row\"";
    }
    return mode == Mode.KEEP
        ? "id, amount, ship.to.user_id AS u, ship.to.user_id_af7ba4fd AS v,"
            + " list_transform(items, lambda i: [i.sku, i.qty::VARCHAR, i.tags::VARCHAR]) AS items"
        : "* EXCLUDE (_load_id, _loaded_at)";
  }

  private static Map<String, Map<String, Integer>> tables(Path place, Mode mode) throws Exception {
    Map<String, String> settings =
        Map.of(
            "type",
            "jdbc",
            "uri",
            "jdbc:sqlite:" + place.resolve("catalog.db"),
            "warehouse",
            place.resolve("lake").toString(),
            "io-impl",
            "dev.tributary.iceberg.LocalFileIO");
    Catalog catalog = CatalogUtil.buildIcebergCatalog("tributary", settings, null);
    Map<String, Map<String, Integer>> tables = new TreeMap<>();
    try (AutoCloseable closing = (AutoCloseable) catalog) {
      for (TableIdentifier table : catalog.listTables(SHOP)) {
        tables.put(
            table.name(), DuckRows.of(catalog.loadTable(table), columns(table.name(), mode)));
      }
    }
    return tables;
  }

  private static int count(Map<String, Integer> rows) {
    return rows.values().stream().mapToInt(Integer::intValue).sum();
  }
}
