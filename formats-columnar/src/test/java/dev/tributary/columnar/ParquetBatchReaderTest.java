// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetBatchReaderTest {

  private static final Schema POINTS =
      Schema.of(
          Field.optional("id", Type.LONG),
          Field.optional("at", Type.struct(Field.optional("x", Type.list(Type.INT)))));

  private static final List<Map<String, Object>> ROWS =
      List.of(
          Map.of("id", 1L, "at", Map.of("x", List.of(1, 2, 3))),
          Map.of("id", 2L),
          Map.of("id", 3L, "at", Map.of()));

  @TempDir Path directory;

  @Test
  void fieldsAreFoundByIdWhateverTheyAreCalledNow() {
    write(POINTS, ROWS);
    MessageType renamed =
        new MessageType(
            "table",
            List.of(Types.optional(PrimitiveTypeName.INT64).id(1).named("number_of_the_point")));
    Schema rows = Schema.of(Field.optional("number", Type.LONG));

    assertThat(TestFile.read(file(), renamed, rows))
        .containsExactly(Map.of("number", 1L), Map.of("number", 2L), Map.of("number", 3L));
  }

  @Test
  void aNameThatWasGivenToAnotherFieldMeetsNothingOfTheOldOne() {
    write(POINTS, ROWS);
    MessageType reused =
        new MessageType(
            "table", List.of(Types.optional(PrimitiveTypeName.INT64).id(99).named("id")));

    assertThat(TestFile.read(file(), reused, Schema.of(Field.optional("id", Type.LONG))))
        .extracting(row -> row.get("id"))
        .containsExactly(null, null, null);
  }

  @Test
  void aStructKeepsItsNullsWhenTheFileHasNoneOfItsFields() {
    write(POINTS, ROWS);
    MessageType table =
        new MessageType(
            "table",
            List.of(
                new GroupType(
                        org.apache.parquet.schema.Type.Repetition.OPTIONAL,
                        "at",
                        Types.optional(PrimitiveTypeName.INT32).id(50).named("y"))
                    .withId(2)));
    Schema rows = Schema.of(Field.optional("at", Type.struct(Field.optional("y", Type.INT))));

    assertThat(TestFile.read(file(), table, rows))
        .extracting(row -> row.get("at") == null)
        .containsExactly(false, true, false);
  }

  @Test
  void olderAndNarrowerFilesReadAsTheWiderTypesOfToday() {
    Schema written =
        Schema.of(
            Field.optional("i", Type.INT),
            Field.optional("f", Type.FLOAT),
            Field.optional("d", Type.decimal(7, 2)),
            Field.optional("e", Type.decimal(12, 2)));
    Schema today =
        Schema.of(
            Field.optional("i", Type.LONG),
            Field.optional("f", Type.DOUBLE),
            Field.optional("d", Type.decimal(12, 2)),
            Field.optional("e", Type.decimal(38, 2)));
    BigDecimal amount = new BigDecimal("-12.34");
    write(written, List.of(Map.of("i", -7, "f", 1.5f, "d", amount, "e", amount)));

    assertThat(TestFile.read(file(), FileTypes.of(today), today))
        .containsExactly(Map.of("i", -7L, "f", 1.5, "d", amount, "e", amount));
  }

  @Test
  void timesComeBackInTheUnitOfTheRows() {
    Schema nanos = Schema.of(Field.optional("at", Type.timestamp(Type.Unit.NANOS)));
    Schema millis = Schema.of(Field.optional("at", Type.timestamp(Type.Unit.MILLIS)));
    Map<String, Object> row = Map.of("at", LocalDateTime.of(1955, 5, 5, 5, 5, 5, 5_000_000));
    write(nanos, List.of(row));

    assertThat(TestFile.read(file(), FileTypes.of(nanos), millis)).containsExactly(row);
  }

  @Test
  void aFileWithoutAnyOfTheFieldsStillHasItsRows() {
    write(POINTS, ROWS);
    MessageType other =
        new MessageType("table", List.of(Types.optional(PrimitiveTypeName.INT32).id(9).named("z")));

    assertThat(TestFile.read(file(), other, Schema.of(Field.optional("z", Type.INT)))).hasSize(3);
  }

  @Test
  void aRequiredFieldThatTheFileLacksIsRefused() {
    write(POINTS, ROWS);
    MessageType other =
        new MessageType("table", List.of(Types.required(PrimitiveTypeName.INT32).id(9).named("z")));

    assertRefused(other, Schema.of(Field.required("z", Type.INT)), ErrorCode.SCHEMA_REFUSED);
  }

  @Test
  void aTypeThatDoesNotHoldTheFilesValuesIsRefused() {
    write(POINTS, ROWS);
    Schema narrower = Schema.of(Field.optional("id", Type.INT));

    assertRefused(FileTypes.of(narrower), narrower, ErrorCode.TYPE_UNSUPPORTED);
  }

  @Test
  void manyRowsComeInSeveralBatchesOverManyRowGroups() {
    Schema schema = Schema.of(Field.optional("id", Type.LONG));
    Long[] ids = new Long[20_000];
    Arrays.setAll(ids, i -> (long) i);
    List<Map<String, Object>> rows =
        Arrays.stream(ids).map(id -> Map.<String, Object>of("id", id)).toList();
    TestFile.write(file(), schema, rows, 700, ParquetOptions.standard().withRowGroupBytes(20_000));

    assertThat(TestFile.read(file(), FileTypes.of(schema), schema)).isEqualTo(rows);
  }

  @Test
  void aFileThatIsNoParquetIsAnErrorThatSaysSo() throws Exception {
    Files.writeString(file(), "id,name\n1,ada\n2,grace\n");

    assertThatThrownBy(() -> TestFile.read(file(), FileTypes.of(POINTS), POINTS))
        .isInstanceOf(TributaryException.class)
        .hasMessageContaining("not a Parquet file");
  }

  private Path file() {
    return directory.resolve("rows.parquet");
  }

  private void write(Schema schema, List<Map<String, Object>> rows) {
    TestFile.write(file(), schema, rows, 100, ParquetOptions.standard());
  }

  private void assertRefused(MessageType table, Schema rows, ErrorCode code) {
    assertThatThrownBy(() -> TestFile.read(file(), table, rows))
        .isInstanceOfSatisfying(
            TributaryException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
