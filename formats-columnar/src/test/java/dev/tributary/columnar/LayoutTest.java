// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutTest {

  private static final ParquetOptions OPTIONS = ParquetOptions.standard();
  private static final Schema TEXT = Schema.of(Field.optional("t", Type.STRING));

  @TempDir Path directory;

  @Test
  void aColumnThatRepeatsItselfGetsADictionary() {
    ColumnChunkMetaData chunk = chunk(write(OPTIONS, 5_000, i -> "state " + i % 7));

    assertThat(chunk.getEncodings()).contains(Encoding.RLE_DICTIONARY);
    assertThat(chunk.getCodec()).isEqualTo(CompressionCodecName.ZSTD);
    assertThat(chunk.hasDictionaryPage()).isTrue();
  }

  @Test
  void aColumnThatNeverRepeatsItselfGetsNone() {
    ParquetFooter footer =
        write(
            OPTIONS.withPages(1 << 20, 1_000).withRowGroupBytes(20_000), 5_000, LayoutTest::unique);

    assertThat(footer.metadata().getBlocks()).hasSizeGreaterThan(1);
    for (BlockMetaData block : footer.metadata().getBlocks()) {
      assertThat(block.getColumns().get(0).hasDictionaryPage()).isFalse();
    }
  }

  @Test
  void aDictionaryPastItsLimitIsKeptForThePagesItHas() {
    ParquetOptions small = OPTIONS.withDictionaryBytes(2_000).withPages(1 << 20, 1_000);

    ParquetFooter footer = write(small, 5_000, i -> i < 2_000 ? "same" : "value " + i);

    assertThat(chunk(footer).getEncodings()).contains(Encoding.RLE_DICTIONARY, Encoding.PLAIN);
    assertThat(GroupRows.read(file(), TEXT)).hasSize(5_000).contains(Map.of("t", "value 4999"));
  }

  @Test
  void aConstantColumnTakesNextToNothing() {
    ParquetFooter footer = write(OPTIONS, 100_000, i -> "always the same");

    assertThat(chunk(footer).getTotalSize()).isLessThan(600);
  }

  @Test
  void aFirstPageOfNullsDoesNotSpoilTheDictionary() {
    ParquetOptions small = OPTIONS.withPages(1 << 20, 1_000);

    ParquetFooter footer = write(small, 5_000, i -> i < 2_000 ? null : "state " + i % 7);

    assertThat(chunk(footer).hasDictionaryPage()).isTrue();
    assertThat(chunk(footer).getStatistics().getNumNulls()).isEqualTo(2_000);
  }

  @Test
  void pagesHaveAtMostSoManyRows() throws Exception {
    write(OPTIONS.withPages(1 << 20, 300), 1_000, i -> "x");

    OffsetIndex pages = offsets();
    assertThat(pages.getPageCount()).isEqualTo(4);
    assertThat(pages.getFirstRowIndex(1)).isLessThanOrEqualTo(300);
  }

  @Test
  void aValueLargerThanAPageHasAPageOfItsOwn() throws Exception {
    String large = "large ".repeat(20_000);

    ParquetOptions plain = OPTIONS.withPages(50_000, 20_000).withDictionaryBytes(0);
    write(plain, 100, i -> i == 50 ? large : "small " + i);

    OffsetIndex pages = offsets();
    List<Long> first = new ArrayList<>();
    for (int i = 0; i < pages.getPageCount(); i++) {
      first.add(pages.getFirstRowIndex(i));
    }
    assertThat(first).contains(50L, 51L);
  }

  @Test
  void rowGroupsEndNearTheirSize() {
    ParquetOptions options =
        OPTIONS.withRowGroupBytes(100_000).withPages(10_000, 500).withDictionaryBytes(0);

    ParquetFooter footer = write(options, 60_000, LayoutTest::unique);

    List<BlockMetaData> blocks = footer.metadata().getBlocks();
    assertThat(blocks).hasSizeGreaterThan(2);
    for (BlockMetaData block : blocks.subList(0, blocks.size() - 1)) {
      assertThat(block.getCompressedSize()).isBetween(50_000L, 150_000L);
    }
  }

  private static String unique(int i) {
    return Long.toString(i * 0x9E3779B97F4A7C15L, 36);
  }

  private Path file() {
    return directory.resolve("rows.parquet");
  }

  private ParquetFooter write(ParquetOptions options, int count, IntFunction<String> text) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String value = text.apply(i);
      rows.add(value == null ? Map.of() : Map.of("t", value));
    }
    return TestFile.write(file(), TEXT, rows, 8_192, options);
  }

  private static ColumnChunkMetaData chunk(ParquetFooter footer) {
    return footer.metadata().getBlocks().get(0).getColumns().get(0);
  }

  private OffsetIndex offsets() throws Exception {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file()))) {
      return reader.readOffsetIndex(reader.getFooter().getBlocks().get(0).getColumns().get(0));
    }
  }
}
