// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BatchBuilder;
import dev.tributary.batch.Column;
import dev.tributary.batch.StructColumn;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetBatchWriterTest {

  private static final ParquetOptions OPTIONS = ParquetOptions.standard();
  private static final Schema ID = Schema.of(Field.optional("id", Type.LONG));

  @TempDir Path directory;

  @Test
  void aFileWithoutRowsCanBeRead() {
    ParquetFooter footer = TestFile.write(file(), ID, List.of(), 10, OPTIONS);

    assertThat(footer.rows()).isZero();
    assertThat(footer.metadata().getBlocks()).isEmpty();
    assertThat(GroupRows.read(file(), ID)).isEmpty();
  }

  @Test
  void theFooterSaysHowLongTheFileIsAndWhereItsRowGroupsBegin() throws Exception {
    ParquetFooter footer =
        TestFile.write(file(), ID, numbers(5_000), 500, OPTIONS.withRowGroupBytes(8_000));

    assertThat(footer.rows()).isEqualTo(5_000);
    assertThat(footer.fileBytes()).isEqualTo(Files.size(file()));
    assertThat(footer.metadata().getBlocks()).hasSizeGreaterThan(2);
    assertThat(footer.metadata().getBlocks())
        .extracting(BlockMetaData::getStartingPos)
        .isSorted()
        .startsWith(4L);
  }

  @Test
  void keysAndValuesOfTheOptionsStandInTheFooter() {
    ParquetFooter footer =
        TestFile.write(file(), ID, numbers(1), 10, OPTIONS.withFooter(Map.of("made-by", "us")));

    assertThat(footer.metadata().getFileMetaData().getKeyValueMetaData())
        .containsEntry("made-by", "us");
  }

  @Test
  void bytesGrowWhileRowsWaitInMemoryAndComeCloseToTheLengthOfTheFile() {
    BatchBuilder builder = new BatchBuilder(ID);
    numbers(5_000).forEach(builder::add);

    try (ParquetBatchWriter writer =
        TestFile.writer(file(), ID, FileTypes.of(ID), OPTIONS.withPages(4_000, 1_000))) {
      long empty = writer.bytes();
      writer.write(builder.build());
      long waiting = writer.bytes();
      long written = writer.finish().fileBytes();

      assertThat(empty).isLessThan(10);
      assertThat(waiting).isBetween(written / 2, written * 2);
    }
  }

  @Test
  void aNullInARequiredFieldIsRefusedByName() {
    Schema rows =
        Schema.of(Field.optional("user", Type.struct(Field.optional("name", Type.STRING))));
    MessageType table =
        FileTypes.of(Field.optional("user", Type.struct(Field.required("name", Type.STRING))));
    BatchBuilder builder = new BatchBuilder(rows);
    builder.add(Map.of("user", Map.of()));

    assertRefused(table, builder.build(), ErrorCode.VALUE_REFUSED, "user.name");
  }

  @Test
  void aNullStructIsNoNullInTheRequiredFieldBelow() {
    Schema rows =
        Schema.of(Field.optional("user", Type.struct(Field.required("name", Type.STRING))));
    List<Map<String, Object>> maps = new ArrayList<>();
    maps.add(Map.of("user", Map.of("name", "ada")));
    maps.add(Map.of());

    TestFile.write(file(), rows, maps, 10, OPTIONS);

    assertThat(GroupRows.read(file(), rows))
        .extracting(row -> row.get("user"))
        .containsExactly(Map.of("name", "ada"), null);
  }

  @Test
  void aRequiredStructListOrMapRefusesNullsToo() {
    Type struct = Type.struct(Field.optional("a", Type.INT));
    for (Type type : List.of(struct, Type.list(Type.INT), Type.map(Type.INT, Type.INT))) {
      BatchBuilder builder = new BatchBuilder(Schema.of(Field.optional("x", type)));
      builder.add(Map.of());

      assertRefused(
          FileTypes.of(Field.required("x", type)),
          builder.build(),
          ErrorCode.VALUE_REFUSED,
          "'x' is required");
    }
  }

  @Test
  void aNullMapKeyIsRefused() {
    Schema rows = Schema.of(Field.optional("m", Type.map(Type.INT, Type.INT)));
    BatchBuilder builder = new BatchBuilder(rows);
    Map<Integer, Integer> map = new java.util.HashMap<>();
    map.put(null, 1);
    builder.add(Map.of("m", map));

    assertRefused(FileTypes.of(rows), builder.build(), ErrorCode.VALUE_REFUSED, "m.key");
  }

  @Test
  void aTimestampFinerThanTheFileIsRefusedAndNotCut() {
    Schema rows = Schema.of(Field.optional("at", Type.timestamp(Type.Unit.NANOS)));
    MessageType micros = FileTypes.of(Field.optional("at", Type.timestamp(Type.Unit.MICROS)));

    assertRefused(
        micros, one(rows, LocalDateTime.of(2026, 1, 1, 0, 0, 0, 1)), ErrorCode.VALUE_REFUSED, "at");
  }

  @Test
  void aTimestampOutOfTheFilesRangeIsRefusedAndDoesNotWrapAround() {
    Schema rows = Schema.of(Field.optional("at", Type.timestampZoned(Type.Unit.MILLIS)));
    MessageType nanos = FileTypes.of(Field.optional("at", Type.timestampZoned(Type.Unit.NANOS)));

    assertRefused(
        nanos, one(rows, Instant.parse("3000-01-01T00:00:00Z")), ErrorCode.VALUE_REFUSED, "at");
  }

  @Test
  void aDecimalOfTooManyDigitsIsRefused() {
    for (int precision : List.of(5, 15, 30)) {
      Schema rows = Schema.of(Field.optional("n", Type.decimal(precision, 0)));
      Column column = Column.of(Type.decimal(precision, 0));
      BigDecimal tooLarge = BigDecimal.TEN.pow(precision);
      if (column instanceof dev.tributary.batch.LongColumn longs) {
        longs.append(tooLarge.longValueExact());
      } else {
        ((dev.tributary.batch.WideColumn) column)
            .append(
                tooLarge.toBigInteger().shiftRight(64).longValue(),
                tooLarge.toBigInteger().longValue());
      }
      Batch batch = new Batch(rows, List.of(column), 1);

      assertRefused(FileTypes.of(rows), batch, ErrorCode.VALUE_REFUSED, "'n'");
    }
  }

  @Test
  void narrowRowsFitTheWiderTypesOfAnOlderTable() {
    Schema rows =
        Schema.of(
            Field.optional("i", Type.INT),
            Field.optional("f", Type.FLOAT),
            Field.optional("d", Type.decimal(7, 2)),
            Field.optional("e", Type.decimal(12, 2)));
    Schema table =
        Schema.of(
            Field.optional("i", Type.LONG),
            Field.optional("f", Type.DOUBLE),
            Field.optional("d", Type.decimal(12, 2)),
            Field.optional("e", Type.decimal(38, 2)));
    BatchBuilder builder = new BatchBuilder(rows);
    builder.add(
        Map.of(
            "i", -7, "f", 1.5f, "d", new BigDecimal("-12.34"), "e", new BigDecimal("-9876543.21")));

    write(FileTypes.of(table), builder.build());

    assertThat(GroupRows.read(file(), table))
        .containsExactly(
            Map.of(
                "i",
                -7L,
                "f",
                1.5,
                "d",
                new BigDecimal("-12.34"),
                "e",
                new BigDecimal("-9876543.21")));
  }

  @Test
  void aTypeThatTheFileCannotHoldIsRefusedBeforeAnyRow() {
    Schema rows = Schema.of(Field.optional("t", Type.STRING));
    MessageType table = FileTypes.of(Field.optional("t", Type.LONG));

    assertThatThrownBy(() -> TestFile.writer(file(), rows, table, OPTIONS))
        .isInstanceOfSatisfying(
            TributaryException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.TYPE_UNSUPPORTED))
        .hasMessageContaining("'t'");
    assertThat(file()).doesNotExist();
  }

  @Test
  void aStructWithoutFieldsIsRefusedByName() {
    Schema rows = Schema.of(Field.optional("x", Type.struct()), Field.optional("y", Type.INT));
    MessageType table = FileTypes.of(rows);

    assertThatThrownBy(() -> TestFile.writer(file(), rows, table, OPTIONS))
        .isInstanceOf(TributaryException.class)
        .hasMessageContaining("'x'");
  }

  @Test
  void aNumberIsNotTakenForAPointInTime() {
    MessageType table = FileTypes.of(Field.optional("id", Type.timestamp(Type.Unit.MICROS)));

    assertThatThrownBy(() -> TestFile.writer(file(), ID, table, OPTIONS))
        .isInstanceOf(TributaryException.class)
        .hasMessageContaining("'id'");
  }

  @Test
  void fieldsAreBoundByPlaceWhateverTheirNames() {
    Schema rows = Schema.of(Field.optional("größe", Type.INT), Field.optional("b", Type.INT));
    MessageType table =
        FileTypes.of(Field.optional("gr_xF6_xDFe", Type.INT), Field.optional("größe", Type.INT));
    BatchBuilder builder = new BatchBuilder(rows);
    builder.add(Map.of("größe", 1, "b", 2));

    write(table, builder.build());

    assertThat(GroupRows.read(file(), rows)).containsExactly(Map.of("größe", 1, "b", 2));
  }

  @Test
  void aBatchOfAnotherSchemaIsRefused() {
    Batch other = one(Schema.of(Field.optional("id", Type.INT)), 1);

    try (ParquetBatchWriter writer = TestFile.writer(file(), ID, FileTypes.of(ID), OPTIONS)) {
      assertThatThrownBy(() -> writer.write(other)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void valuesBelowANullStructAreABrokenContract() {
    Type type = Type.struct(Field.optional("a", Type.INT));
    StructColumn column = (StructColumn) Column.of(type);
    column.child(0).append((Object) 1);
    column.appendNull();
    Schema rows = Schema.of(Field.optional("s", type));

    assertRefused(
        FileTypes.of(rows),
        new Batch(rows, List.of(column), 1),
        ErrorCode.CONTRACT_BROKEN,
        "'s.a'");
  }

  @Test
  void afterAnErrorTheWriterTakesNothingMore() {
    Schema rows = Schema.of(Field.optional("id", Type.LONG));
    MessageType table = FileTypes.of(Field.required("id", Type.LONG));
    BatchBuilder builder = new BatchBuilder(rows);
    builder.add(Map.of());

    try (ParquetBatchWriter writer = TestFile.writer(file(), rows, table, OPTIONS)) {
      assertThatThrownBy(() -> writer.write(builder.build()))
          .isInstanceOf(TributaryException.class);
      assertThatThrownBy(() -> writer.write(one(rows, 1L)))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aFileThatWasNotFinishedCannotBeRead() {
    try (ParquetBatchWriter writer = TestFile.writer(file(), ID, FileTypes.of(ID), OPTIONS)) {
      writer.write(one(ID, 1L));
    }

    assertThatThrownBy(() -> GroupRows.read(file(), ID)).hasMessageContaining("Parquet file");
  }

  @Test
  void anExistingFileIsNotOverwritten() throws Exception {
    Files.writeString(file(), "precious");

    assertThatThrownBy(() -> TestFile.writer(file(), ID, FileTypes.of(ID), OPTIONS))
        .isInstanceOfSatisfying(
            TributaryException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.SINK_UNAVAILABLE));
    assertThat(file()).hasContent("precious");
  }

  private Path file() {
    return directory.resolve("rows.parquet");
  }

  private void write(MessageType table, Batch batch) {
    try (ParquetBatchWriter writer = TestFile.writer(file(), batch.schema(), table, OPTIONS)) {
      writer.write(batch);
      writer.finish();
    }
  }

  private void assertRefused(MessageType table, Batch batch, ErrorCode code, String named) {
    Path refused = directory.resolve("refused" + System.nanoTime() + ".parquet");
    try (ParquetBatchWriter writer = TestFile.writer(refused, batch.schema(), table, OPTIONS)) {
      assertThatThrownBy(() -> writer.write(batch))
          .isInstanceOfSatisfying(
              TributaryException.class, e -> assertThat(e.code()).isEqualTo(code))
          .hasMessageContaining(named);
    }
  }

  private static Batch one(Schema schema, Object value) {
    BatchBuilder builder = new BatchBuilder(schema);
    builder.add(Map.of(schema.fields().get(0).name(), value));
    return builder.build();
  }

  private static List<Map<String, Object>> numbers(int count) {
    Long[] ids = new Long[count];
    Arrays.setAll(ids, i -> (long) i * 31);
    return Arrays.stream(ids).map(id -> Map.<String, Object>of("id", id)).toList();
  }
}
