// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import static dev.tributary.iceberg.Lake.CHAIN;
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
import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.load.Staged;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.sink.SinkWriter;
import dev.tributary.sink.TableSpec;
import dev.tributary.sink.WriteTask;
import dev.tributary.tck.Batches;
import dev.tributary.tck.Loads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What settings make of a table's properties, and what properties make of files. */
class LayoutPropertiesTest {

  private static final String ENABLED = "write.parquet.bloom-filter-enabled.column.";

  @TempDir Path folder;

  private Lake lake;
  private Loads loads;

  @BeforeEach
  void openLake() {
    lake = new Lake(folder);
    loads = lake.loads();
  }

  @AfterEach
  void closeLake() throws Exception {
    lake.close();
  }

  private static TributaryException refusal(Runnable call) {
    return catchThrowableOfType(TributaryException.class, call::run);
  }

  /** Whether the filter of the file's only row group may have the text. */
  private static boolean mayHave(String file, int column, String text) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(Path.of(file)))) {
      ColumnChunkMetaData chunk = reader.getFooter().getBlocks().get(0).getColumns().get(column);
      BloomFilter filter = reader.readBloomFilter(chunk);
      return filter == null || filter.findHash(filter.hash(Binary.fromString(text)));
    }
  }

  @Test
  void filesTellWhichValuesTheyDoNotHave() throws IOException {
    lake.evolve(SCHEMA, layout("bloom-filters", List.of("name")));

    loads.commit(ORDERS, APPEND, Lake.rows(1, 2, 3));

    assertThat(lake.table().properties()).containsEntry(ENABLED + "name", "true");
    String file = DuckFiles.live(lake.table()).get(0);
    assertThat(mayHave(file, 1, "name of 2")).isTrue();
    assertThat(mayHave(file, 1, "name of 4")).isFalse();
    assertThat(mayHave(file, 0, "anything")).isTrue();
    assertThat(DuckFiles.query(lake.table(), "SELECT id FROM FILES WHERE name = 'name of 3'"))
        .hasToString("[[3]]");
  }

  @Test
  void filtersThatSomebodyElseAskedForAreWritten() throws IOException {
    loads.create(ORDERS, SCHEMA);
    lake.table().updateProperties().set(ENABLED + "name", "true").commit();

    loads.commit(ORDERS, APPEND, Lake.rows(1));

    assertThat(mayHave(DuckFiles.live(lake.table()).get(0), 1, "name of 4")).isFalse();
  }

  @Test
  void filtersAreOfTheColumnsOfTheSettingAndOfNoOthers() {
    lake.evolve(SCHEMA, layout("bloom-filters", List.of("name")));

    lake.evolve(SCHEMA, layout("bloom-filters", List.of("id")));

    assertThat(lake.table().properties())
        .containsEntry(ENABLED + "id", "true")
        .doesNotContainKey(ENABLED + "name");
  }

  @Test
  void aFilterOfAColumnThatIsNotThereIsASettingToCorrect() {
    TributaryException refusal =
        refusal(() -> lake.evolve(SCHEMA, layout("bloom-filters", List.of("nam"))));

    assertThat(refusal.code()).isEqualTo(ErrorCode.SETTING_INVALID);
    assertThat(refusal).hasMessageContaining("did you mean 'name'?");
  }

  @Test
  void theTargetSizeOfTheTableGoesBeforeTheSinks() {
    lake.evolve(SCHEMA, layout("target-file-bytes", "1KB"));
    long[] many = java.util.stream.LongStream.range(0, 5_000).toArray();
    WriteTask task = loads.task(ORDERS, ORDERS, Loads.next(LoadId.NONE), APPEND, SCHEMA);
    try (SinkWriter writer = lake.sink().open(task)) {
      writer.write(Batches.of(SCHEMA, Lake.rows(many)));
      writer.write(Batches.of(SCHEMA, Lake.rows(many)));

      assertThat(writer.finish().files()).isEqualTo(2);
    }
    assertThat(lake.table().properties()).containsEntry("write.target-file-size-bytes", "1024");
  }

  @Test
  void tablesAndColumnsSayWhatTheyAre() {
    Config settings =
        layout("comment", "all orders", "column-comments", Map.of("name", "of the buyer"));

    lake.evolve(SCHEMA, settings);
    lake.evolve(SCHEMA, layout("comment", "all orders, ever"));

    assertThat(lake.table().properties()).containsEntry("comment", "all orders, ever");
    assertThat(lake.table().schema().findField("name").doc()).isEqualTo("of the buyer");
    loads.commit(ORDERS, APPEND, Lake.rows(1));
    assertThat(lake.ids()).containsExactly(1L);
  }

  @Test
  void whatIsSaidOfTheStreamsTableIsNotSaidOfItsOtherTables() {
    Config settings = layout("comment", "all orders", "partition-by", List.of("day(at)"));

    lake.sink().evolve(new TableSpec(ORDERS, SCHEMA, List.of(), settings, false), List.of(), CHAIN);

    assertThat(lake.table().properties()).doesNotContainKey("comment");
    assertThat(lake.table().spec().isPartitioned()).isFalse();
  }

  @Test
  void eachLoadIsTaggedIfTheSettingSaysSo() {
    lake.evolve(SCHEMA, layout("tag-loads", true));

    Load first = loads.commit(ORDERS, APPEND, Lake.rows(1));
    Load second = loads.commit(ORDERS, APPEND, Lake.rows(2));

    Table table = lake.table();
    assertThat(table.refs()).containsOnlyKeys("main", "load-" + first.id(), "load-" + second.id());
    assertThat(table.snapshot("load-" + second.id())).isEqualTo(table.currentSnapshot());
    new Stranger(table).expire(1);
    assertThat(lake.table().snapshots()).hasSize(2);
  }

  @Test
  void aRestCatalogTagsToo() throws Exception {
    try (RestServer server = new RestServer(folder);
        Lake rest =
            new Lake(folder)
                .catalog("type", "rest")
                .catalog("uri", server.uri())
                .catalog("io-impl", LocalFileIO.class.getName())) {
      rest.evolve(
          SCHEMA, layout("tag-loads", "n{number}", "partition-by", List.of("id"), "sort-by", "id"));

      rest.loads().commit(ORDERS, APPEND, Lake.rows(1));

      assertThat(rest.table().refs()).containsOnlyKeys("main", "n1");
      assertThat(rest.table().spec().isPartitioned()).isTrue();
      assertThat(rest.ids()).containsExactly(1L);
    }
  }

  @Test
  void tagsAreCalledAsTheSettingSaysAndStayWhenItStops() {
    lake.evolve(SCHEMA, layout("tag-loads", "{stream}-{number}"));
    loads.commit(ORDERS, APPEND, Lake.rows(1));

    lake.evolve(SCHEMA, layout("tag-loads", false));
    loads.commit(ORDERS, APPEND, Lake.rows(2));

    assertThat(lake.table().refs()).containsOnlyKeys("main", "orders-1");
  }

  @Test
  void oneTagForAllLoadsIsASettingToCorrect() {
    assertThat(refusal(() -> lake.evolve(SCHEMA, layout("tag-loads", "latest"))).code())
        .isEqualTo(ErrorCode.SETTING_INVALID);
  }

  private static Schema wide() {
    return Schema.of(
        IntStream.range(0, 300)
            .mapToObj(i -> Field.optional("c" + i, Type.STRING))
            .toArray(Field[]::new));
  }

  private static Map<String, Object> wideRow() {
    Map<String, Object> row = new HashMap<>();
    IntStream.range(0, 300).forEach(i -> row.put("c" + i, "a text longer than sixteen"));
    return row;
  }

  private DataFile onlyFile() {
    return DuckFiles.tasksWithStats(lake.table()).get(0).file();
  }

  private int id(String column) {
    return lake.table().schema().findField(column).fieldId();
  }

  @Test
  void onlyTheFirstHundredColumnsOfAWideTableHaveBounds() {
    loads.create(ORDERS, wide());

    loads.commit(ORDERS, APPEND, List.of(wideRow()));

    DataFile file = onlyFile();
    assertThat(file.lowerBounds()).hasSize(100).containsKeys(id("c0"), id("c99"));
    assertThat(file.valueCounts()).hasSize(100);
    assertThat(file.lowerBounds().get(id("c0")).remaining()).isEqualTo(16);
  }

  @Test
  void boundsAreKeptAsTheTablesPropertiesSay() {
    loads.create(ORDERS, wide());
    lake.table()
        .updateProperties()
        .set("write.metadata.metrics.max-inferred-column-defaults", "2")
        .set("write.metadata.metrics.column.c1", "none")
        .set("write.metadata.metrics.column.c200", "full")
        .set("write.metadata.metrics.column.c201", "counts")
        .commit();

    loads.commit(ORDERS, APPEND, List.of(wideRow()));

    DataFile file = onlyFile();
    assertThat(file.lowerBounds()).containsOnlyKeys(id("c0"), id("c200"));
    assertThat(file.lowerBounds().get(id("c200")).remaining()).isEqualTo(26);
    assertThat(file.valueCounts()).containsOnlyKeys(id("c0"), id("c200"), id("c201"));
  }

  @Test
  void theColumnsCountAsTheTableHasThemNotAsRowsDo() {
    loads.create(ORDERS, wide());
    Schema late = Schema.of(Field.optional("c299", Type.STRING), Field.optional("c5", Type.STRING));
    LoadId id = Loads.next(LoadId.NONE);
    Staged staged =
        loads.stage(
            loads.task(ORDERS, ORDERS, id, APPEND, late), List.of(row("c299", "a", "c5", "b")));

    lake.sink().commit(loads.load(id, loads.part(ORDERS, APPEND, List.of(staged), "")), ORDERS);

    assertThat(onlyFile().lowerBounds()).containsOnlyKeys(id("c5"));
  }
}
