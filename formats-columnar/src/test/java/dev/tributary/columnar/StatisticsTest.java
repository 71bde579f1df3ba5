// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import static org.apache.parquet.filter2.predicate.FilterApi.doubleColumn;
import static org.apache.parquet.filter2.predicate.FilterApi.gtEq;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatisticsTest {

  private static final ParquetOptions SMALL_PAGES = ParquetOptions.standard().withPages(4_000, 100);
  private static final Schema LAT = Schema.of(Field.optional("lat", Type.DOUBLE));

  @TempDir Path directory;

  @Test
  void aPageWithNaNIsNotSkippedByReadersThatUseTheColumnIndex() throws Exception {
    Double[] values = new Double[1_000];
    Arrays.setAll(values, i -> i % 7 == 0 ? Double.NaN : i % 90);

    write(LAT, (Object[]) values);

    long expected = Arrays.stream(values).filter(lat -> lat >= 50 && !lat.isNaN()).count();
    assertThat(rowsKept(gtEq(doubleColumn("lat"), 50.0))).isGreaterThanOrEqualTo(expected);
    try (DuckRows duck = new DuckRows()) {
      assertThat(
              duck.number(
                  file(), "SELECT count(*) FROM read_parquet(%s) WHERE lat >= 50 AND lat < 1000"))
          .isEqualTo(expected);
    }
    assertThat(columnIndex()).isNull();
  }

  @Test
  void numbersBesideNaNInEveryPageAreFoundFromBothEnds() throws Exception {
    Double[] values = new Double[1_000];
    Arrays.setAll(values, i -> i % 10 == 0 ? Double.NaN : i % 90);

    write(LAT, (Object[]) values);

    try (DuckRows duck = new DuckRows()) {
      String low = "SELECT count(*) FROM read_parquet(%s) WHERE lat < 5";
      String high = "SELECT count(*) FROM read_parquet(%s) WHERE lat > 80 AND NOT isnan(lat)";
      assertThat(duck.number(file(), low))
          .isEqualTo(Arrays.stream(values).filter(lat -> lat < 5).count());
      assertThat(duck.number(file(), high))
          .isEqualTo(Arrays.stream(values).filter(lat -> lat > 80).count());
    }
  }

  @Test
  void pagesWithoutAMatchAreSkipped() throws Exception {
    Double[] values = new Double[1_000];
    Arrays.setAll(values, i -> i / 10.0);

    write(LAT, (Object[]) values);

    assertThat(rowsKept(gtEq(doubleColumn("lat"), 50.0))).isEqualTo(500);
  }

  @Test
  void pagesOfNullsOnlyAreMarkedAsSuch() throws Exception {
    Double[] values = new Double[300];
    Arrays.setAll(values, i -> i < 100 ? null : 1.0 * i);

    write(LAT, (Object[]) values);

    assertThat(columnIndex().getNullPages()).containsExactly(true, false, false);
    assertThat(columnIndex().getNullCounts()).containsExactly(100L, 0L, 0L);
    assertThat(rowsKept(gtEq(doubleColumn("lat"), 0.0))).isEqualTo(200);
  }

  @Test
  void nansAreCountedAndLeftOutOfTheBounds() {
    ParquetFooter footer = write(LAT, 3.0, Double.NaN, null, -2.0, Double.NaN);

    assertThat(footer.floats()).containsExactly(new FloatMetrics(0, 1, 5, 1, 2, -2.0, 3.0));
  }

  @Test
  void negativeZeroIsTheSmallerZero() {
    ParquetFooter footer = write(LAT, 0.0, -0.0);

    FloatMetrics metrics = footer.floats().get(0);
    assertThat(1 / metrics.min()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(1 / metrics.max()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void aZeroBoundCoversBothZeros() {
    Statistics<?> statistics = statistics(write(LAT, 0.0));

    assertThat(statistics.genericGetMin()).isEqualTo(-0.0);
    assertThat(statistics.genericGetMax()).isEqualTo(0.0);
  }

  @Test
  void aFloatLeafWithoutNumbersHasNoBounds() {
    ParquetFooter footer = write(LAT, null, Double.NaN);

    assertThat(footer.floats().get(0).hasBounds()).isFalse();
  }

  @Test
  void floatsBelowListsAreFoundByTheirFieldIds() {
    Schema schema =
        Schema.of(Field.optional("id", Type.LONG), Field.optional("xs", Type.list(Type.FLOAT)));
    Map<String, Object> row = Map.of("id", 1L, "xs", Arrays.asList(1f, null, Float.NaN));

    ParquetFooter footer = TestFile.write(file(), schema, List.of(row, Map.of()), 10, SMALL_PAGES);

    assertThat(footer.floats()).containsExactly(new FloatMetrics(1, 3, 4, 2, 1, 1.0, 1.0));
  }

  @Test
  void textIsOrderedByItsBytesAndNotByItsUtf16() {
    Statistics<?> statistics =
        statistics(
            write(
                Schema.of(Field.optional("t", Type.STRING)),
                "\uFF5E",
                "\uD83C\uDF0A",
                "a",
                "abcdefghi",
                "abcdefgh"));

    assertThat(statistics.minAsString()).isEqualTo("a");
    assertThat(statistics.maxAsString()).isEqualTo("\uD83C\uDF0A");
  }

  @Test
  void decimalsAreOrderedAsNumbers() {
    for (int precision : List.of(9, 18, 20, 38)) {
      Schema schema = Schema.of(Field.optional("n", Type.decimal(precision, 2)));

      Statistics<?> statistics =
          statistics(write(schema, decimal("-0.01"), decimal("5.00"), decimal("-300.00")));

      assertThat(statistics.minAsString()).isEqualTo("-300.00");
      assertThat(statistics.maxAsString()).isEqualTo("5.00");
    }
  }

  @Test
  void uuidsAreOrderedByTheirUnsignedBytes() {
    UUID low = new UUID(1, 0);
    UUID high = new UUID(-1, 0);

    Statistics<?> statistics =
        statistics(write(Schema.of(Field.optional("u", Type.UUID)), high, low));

    assertThat(statistics.minAsString()).isEqualTo(low.toString());
    assertThat(statistics.maxAsString()).isEqualTo(high.toString());
  }

  private Path file() {
    return directory.resolve("rows.parquet");
  }

  private ParquetFooter write(Schema schema, Object... values) {
    String name = schema.fields().get(0).name();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Object value : values) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put(name, value);
      rows.add(row);
    }
    file().toFile().delete();
    return TestFile.write(file(), schema, rows, 50, SMALL_PAGES);
  }

  private static Statistics<?> statistics(ParquetFooter footer) {
    return footer.metadata().getBlocks().get(0).getColumns().get(0).getStatistics();
  }

  private ColumnIndex columnIndex() throws Exception {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file()))) {
      return reader.readColumnIndex(reader.getFooter().getBlocks().get(0).getColumns().get(0));
    }
  }

  private long rowsKept(FilterPredicate predicate) throws Exception {
    ParquetReadOptions options =
        ParquetReadOptions.builder()
            .withRecordFilter(FilterCompat.get(predicate))
            .useColumnIndexFilter()
            .build();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file()), options)) {
      PageReadStore pages = reader.readNextFilteredRowGroup();
      return pages == null ? 0 : pages.getRowCount();
    }
  }

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }
}
