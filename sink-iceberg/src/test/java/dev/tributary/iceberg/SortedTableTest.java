// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import static dev.tributary.iceberg.Lake.ORDERS;
import static dev.tributary.iceberg.Lake.SCHEMA;
import static dev.tributary.iceberg.Lake.layout;
import static dev.tributary.load.WriteMode.APPEND;
import static dev.tributary.tck.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.config.Config;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.LoadId;
import dev.tributary.load.Staged;
import dev.tributary.sink.SinkWriter;
import dev.tributary.tck.Batches;
import dev.tributary.tck.Loads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.iceberg.NullOrder;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SortedTableTest {

  @TempDir Path folder;

  private Lake lake;

  @BeforeEach
  void openLake() {
    lake = new Lake(folder);
  }

  @AfterEach
  void closeLake() throws Exception {
    lake.close();
  }

  private List<Object> stored(String column) {
    return DuckFiles.live(lake.table()).stream()
        .flatMap(
            file -> DuckFiles.query(List.of(file), "SELECT " + column + " FROM FILES").stream())
        .map(each -> each.get(0))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "id | null, 1, 2, 3",
        "id asc nulls-last | 1, 2, 3, null",
        "id desc | 3, 2, 1, null",
        "id DESC nulls first | null, 3, 2, 1",
        "name desc | 2, 3, 1, null",
        "truncate(1, name) desc | 2, 3, 1, null",
      })
  void rowsAreStoredInTheOrderOfTheSetting(String order, String expected) {
    for (String version : List.of("2", "3")) {
      try (Lake each = new Lake(folder.resolve(version)).set("format-version", version)) {
        lake = each;
        lake.evolve(SCHEMA, layout("sort-by", List.of(order)));

        lake.loads()
            .commit(
                ORDERS,
                APPEND,
                List.of(
                    row("id", 2L, "name", "ö"),
                    row("id", null, "name", null),
                    row("id", 3L, "name", "b"),
                    row("id", 1L, "name", "aa")));

        assertThat(stored("id")).hasToString("[" + expected + "]");
        assertThat(DuckFiles.tasks(lake.table()))
            .allMatch(task -> task.file().sortOrderId() == lake.table().sortOrder().orderId());
        assertThat(lake.table().sortOrder().isSorted()).isTrue();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void rowsAreSortedWithinTheirPartitionsAndTiesStayAsTheyCame() {
    lake.evolve(
        SCHEMA, layout("partition-by", List.of("truncate(10, id)"), "sort-by", List.of("name")));

    lake.loads()
        .commit(
            ORDERS,
            APPEND,
            List.of(
                row("id", 5L, "name", "b"),
                row("id", 15L, "name", "z"),
                row("id", 3L, "name", "a"),
                row("id", 4L, "name", "b"),
                row("id", 11L, "name", "y")));

    List<String> files =
        DuckFiles.live(lake.table()).stream()
            .map(file -> DuckFiles.query(List.of(file), "SELECT id FROM FILES").toString())
            .toList();
    assertThat(files).containsExactlyInAnyOrder("[[3], [5], [4]]", "[[11], [15]]");
  }

  @Test
  void theOrderOfSomebodyElsesTableIsKept() {
    lake.sink().tables();
    org.apache.iceberg.Schema schema = new IcebergTypes(2).toIceberg(SCHEMA);
    ((SupportsNamespaces) lake.catalog()).createNamespace(Namespace.of("shop"));
    lake.catalog()
        .buildTable(TableIdentifier.of("shop", "orders"), schema)
        .withSortOrder(SortOrder.builderFor(schema).desc("id", NullOrder.NULLS_LAST).build())
        .create();

    lake.loads().commit(ORDERS, APPEND, Lake.rows(1, 3, 2));

    assertThat(stored("id")).containsExactly(3L, 2L, 1L);
  }

  @Test
  void anOrderThatChangesIsForNewFiles() {
    lake.evolve(SCHEMA, layout("sort-by", List.of("id desc")));
    Loads loads = lake.loads();
    loads.commit(ORDERS, APPEND, Lake.rows(1, 2));
    int before = lake.table().sortOrder().orderId();

    lake.evolve(SCHEMA, layout("sort-by", List.of("name", "id")));
    loads.commit(ORDERS, APPEND, Lake.rows(4, 3));

    assertThat(stored("id")).containsExactlyInAnyOrder(2L, 1L, 3L, 4L);
    Table table = lake.table();
    assertThat(DuckFiles.tasks(table))
        .extracting(task -> task.file().sortOrderId())
        .containsExactlyInAnyOrder(before, table.sortOrder().orderId());
    lake.evolve(SCHEMA, layout("sort-by", List.of()));
    assertThat(lake.table().sortOrder().isUnsorted()).isTrue();
  }

  /** Runs of 64 MB are sorted by themselves; a file that is not in order does not say it is. */
  @Test
  void aFileSaysItIsSortedOnlyIfAllOfItIs() {
    Config settings = layout("sort-by", List.of("id"));
    lake.evolve(SCHEMA, settings);

    Staged ascending = twoRuns(settings, LongStream.rangeClosed(1, 4));
    Staged descending = twoRuns(settings, LongStream.of(4, 3, 2, 1));

    assertThat(ascending.where().list("files", String.class).get(0))
        .contains("\"sort-order-id\":1");
    assertThat(descending.where().list("files", String.class).get(0))
        .contains("\"sort-order-id\":0");
  }

  private Staged twoRuns(Config settings, LongStream ids) {
    Loads loads = lake.loads();
    var task = loads.task(ORDERS, ORDERS, Loads.next(LoadId.NONE), APPEND, SCHEMA);
    String large = "x".repeat(17 << 20);
    try (SinkWriter writer = lake.sink().open(Lake.with(settings, task))) {
      ids.forEach(
          id -> {
            List<Map<String, Object>> rows = new ArrayList<>();
            rows.add(row("id", id, "name", large));
            rows.add(row("id", id, "name", large));
            writer.write(Batches.of(SCHEMA, rows));
          });
      Staged staged = writer.finish();
      assertThat(staged.files()).isEqualTo(1);
      return staged;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nam", "id upwards", "id nulls-first desc", "day(id)", ""})
  void whatRowsCannotBeSortedByIsASettingToCorrect(String order) {
    TributaryException refusal =
        catchThrowableOfType(
            TributaryException.class, () -> lake.evolve(SCHEMA, layout("sort-by", List.of(order))));

    assertThat(refusal.code()).isEqualTo(ErrorCode.SETTING_INVALID);
    assertThat(refusal).hasMessageContaining("sort-by");
  }
}
