// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import static dev.tributary.iceberg.Lake.CHAIN;
import static dev.tributary.iceberg.Lake.ORDERS;
import static dev.tributary.iceberg.Lake.SCHEMA;
import static dev.tributary.iceberg.Lake.rows;
import static dev.tributary.load.WriteMode.APPEND;
import static dev.tributary.tck.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.load.Staged;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaChange.AddField;
import dev.tributary.schema.Type;
import dev.tributary.sink.Outcome;
import dev.tributary.sink.Sink;
import dev.tributary.sink.SinkWriter;
import dev.tributary.sink.WriteTask;
import dev.tributary.tck.Batches;
import dev.tributary.tck.Loads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Table;
import org.apache.iceberg.parquet.ParquetUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows between the writer and the commit. */
class StagingTest {

  private static final Schema WIDER =
      Schema.of(
          Field.optional("note", Type.STRING),
          Field.optional("id", Type.LONG),
          Field.optional("name", Type.STRING));

  @TempDir Path folder;

  private Lake lake;
  private Loads loads;

  @BeforeEach
  void openLake() {
    lake = new Lake(folder);
    loads = lake.loads();
  }

  @AfterEach
  void close() throws Exception {
    lake.close();
  }

  private Staged stage(LoadId id, Schema schema, Map<String, Object> row) {
    return loads.stage(loads.task(ORDERS, ORDERS, id, APPEND, schema), List.of(row));
  }

  /** As another task of the same load. */
  private Staged stageSecond(LoadId id, Schema schema, Map<String, Object> row) {
    WriteTask first = loads.task(ORDERS, ORDERS, id, APPEND, schema);
    WriteTask second =
        new WriteTask(
            first.table(),
            first.anchor(),
            schema,
            first.mode(),
            first.chain(),
            id,
            1,
            0,
            0,
            first.settings());
    return loads.stage(second, List.of(row));
  }

  @Test
  void rowsWithAFieldThatTheTableLacksFitOnceItIsAdded() {
    loads.create(ORDERS, SCHEMA);
    LoadId id = Loads.next(LoadId.NONE);
    Staged staged = stage(id, WIDER, row("note", "n", "id", 1L, "name", "x"));
    Sink sink = lake.sink();
    assertThat(sink.fits(staged, loads.look(ORDERS))).isFalse();

    loads.evolve(ORDERS, SCHEMA, new AddField(FieldPath.of("note"), Type.STRING));

    assertThat(sink.fits(staged, loads.look(ORDERS))).isTrue();
    Load load = loads.load(id, loads.part(ORDERS, APPEND, List.of(staged), ""));
    assertThat(sink.commit(load, ORDERS)).isEqualTo(Outcome.COMMITTED);
    assertThat(DuckFiles.query(lake.table(), "SELECT id, name, note FROM FILES"))
        .containsExactly(List.of(1L, "x", "n"));
  }

  @Test
  void rowsThatSawNewFieldsInAnyOrderFitOnceTheyAreAdded() {
    loads.create(ORDERS, SCHEMA);
    LoadId id = Loads.next(LoadId.NONE);
    Field uid = Field.optional("uid", Type.LONG);
    Field mail = Field.optional("mail", Type.STRING);
    Schema first = SCHEMA.with(Field.optional("user", Type.struct(uid, mail)), uid, mail);
    Schema second = Schema.of(mail, uid, Field.optional("user", Type.struct(mail, uid)));
    Staged one = stage(id, first, row("id", 1L, "user", row("uid", 7L, "mail", "a"), "uid", 8L));
    Staged other = stageSecond(id, second, row("user", row("mail", "b", "uid", 9L), "mail", "c"));

    loads.evolve(
        ORDERS,
        SCHEMA,
        new AddField(FieldPath.of("user"), Type.struct(uid, mail)),
        new AddField(FieldPath.of("uid"), Type.LONG),
        new AddField(FieldPath.of("mail"), Type.STRING));

    assertThat(lake.sink().fits(one, loads.look(ORDERS))).isTrue();
    assertThat(lake.sink().fits(other, loads.look(ORDERS))).isTrue();
    assertThat(loads.look(ORDERS).schema().fields().subList(SCHEMA.size(), SCHEMA.size() + 3))
        .containsExactly(Field.optional("user", Type.struct(uid, mail)), uid, mail);
    lake.sink().commit(loads.load(id, loads.part(ORDERS, APPEND, List.of(one, other), "")), ORDERS);
    assertThat(
            DuckFiles.query(
                lake.table(), "SELECT \"user\".uid, \"user\".mail, uid, mail FROM FILES"))
        .containsExactlyInAnyOrder(
            java.util.Arrays.asList(7L, "a", 8L, null),
            java.util.Arrays.asList(9L, "b", null, "c"));
  }

  @Test
  void rowsDoNotEndUpInAColumnThatSomebodyElseAddedFirst() {
    loads.create(ORDERS, SCHEMA);
    LoadId id = Loads.next(LoadId.NONE);
    Staged staged = stage(id, WIDER, row("note", "n", "id", 1L, "name", "x"));
    loads.evolve(ORDERS, SCHEMA, new AddField(FieldPath.of("remark"), Type.STRING));
    loads.evolve(ORDERS, SCHEMA, new AddField(FieldPath.of("note"), Type.STRING));
    assertThat(lake.sink().fits(staged, loads.look(ORDERS))).isFalse();
    Load load = loads.load(id, loads.part(ORDERS, APPEND, List.of(staged), ""));

    TributaryException refusal =
        catchThrowableOfType(TributaryException.class, () -> lake.sink().commit(load, ORDERS));

    assertThat(refusal.code()).isEqualTo(ErrorCode.TABLE_CHANGED);
    assertThat(lake.ids()).isEmpty();
    assertThat(Batches.drain(lake.sink().read(staged)))
        .containsExactly(row("note", "n", "id", 1L, "name", "x"));
  }

  @Test
  void columnsMayHaveAnyLettersInTheirNames() {
    Schema odd =
        Schema.of(
            Field.optional("id", Type.LONG),
            Field.optional("größe in m²", Type.LONG),
            Field.optional("1st", Type.LONG),
            Field.optional("a.b", Type.LONG),
            Field.optional("it's \"quoted\"", Type.LONG));
    loads.create(ORDERS, odd);
    Map<String, Object> row =
        row("id", 1L, "größe in m²", 2L, "1st", 3L, "a.b", 4L, "it's \"quoted\"", 5L);

    loads.commit(ORDERS, APPEND, List.of(row));

    assertThat(Batches.drain(lake.sink().read(ORDERS, dev.tributary.sink.ReadRequest.ALL)))
        .containsExactly(row);
  }

  @Test
  void aFileTellsThePlannerWhatReadingItBackWouldTell() {
    Schema schema =
        Schema.of(
            Field.optional("id", Type.LONG),
            Field.optional("name", Type.STRING),
            Field.optional("price", Type.decimal(30, 2)),
            Field.optional("day", Type.DATE));
    loads.create(ORDERS, schema);
    loads.commit(
        ORDERS,
        APPEND,
        List.of(
            row("id", 7L, "name", "a name of more than sixteen letters"),
            row("price", new java.math.BigDecimal("12.34"), "day", java.time.LocalDate.EPOCH)));

    Table table = lake.table();
    DataFile file = table.currentSnapshot().addedDataFiles(table.io()).iterator().next();
    Metrics read =
        ParquetUtil.fileMetrics(
            table.io().newInputFile(file.location()), MetricsConfig.forTable(table));

    assertThat(file.lowerBounds()).isEqualTo(read.lowerBounds());
    assertThat(file.upperBounds()).isEqualTo(read.upperBounds());
    assertThat(file.valueCounts()).isEqualTo(read.valueCounts());
    assertThat(file.nullValueCounts()).isEqualTo(read.nullValueCounts());
    assertThat(file.columnSizes()).isEqualTo(read.columnSizes());
    assertThat(file.splitOffsets()).containsExactly(4L);
  }

  @Test
  void numbersThatAreNoneAreCountedAndDoNotHideTheBounds() {
    loads.create(ORDERS, Schema.of(Field.optional("price", Type.DOUBLE)));
    loads.commit(
        ORDERS,
        APPEND,
        List.of(row("price", Double.NaN), row("price", 1.5), row("price", (Object) null)));

    Table table = lake.table();
    DataFile file = table.currentSnapshot().addedDataFiles(table.io()).iterator().next();

    assertThat(file.nanValueCounts()).containsEntry(1, 1L);
    assertThat(file.nullValueCounts()).containsEntry(1, 1L);
    assertThat(file.lowerBounds().get(1).order(java.nio.ByteOrder.LITTLE_ENDIAN).getDouble(0))
        .isEqualTo(1.5);
  }

  @Test
  void aLoadThatDiedWhileStagingIsFoundAndRemoved() throws IOException {
    loads.create(ORDERS, SCHEMA);
    LoadId dead = Loads.next(LoadId.NONE);
    SinkWriter writer = lake.sink().open(loads.task(ORDERS, ORDERS, dead, APPEND, SCHEMA));
    writer.write(Batches.of(SCHEMA, rows(1)));
    assertThat(lake.sink().kept(ORDERS, CHAIN)).containsExactly(dead);
    assertThat(filesOf(dead)).isNotEmpty();

    lake.sink().discard(ORDERS, CHAIN, dead);

    assertThat(lake.sink().kept(ORDERS, CHAIN)).isEmpty();
    assertThat(filesOf(dead)).isEmpty();
  }

  private List<Path> filesOf(LoadId load) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(path -> path.toString().contains(load.value())).toList();
    }
  }
}
