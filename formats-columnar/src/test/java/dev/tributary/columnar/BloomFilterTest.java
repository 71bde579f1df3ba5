// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.schema.Type.Unit;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongFunction;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;

/** Filters as parquet-java reads them back. */
class BloomFilterTest {

  private static final int ROWS = 20_000;

  /** Writes even numbers made values of a type, and gives the filters of all row groups. */
  private static List<BloomFilter> filters(Type type, LongFunction<Object> value, int dictionary)
      throws IOException {
    Schema schema = Schema.of(Field.optional("v", type), Field.optional("n", Type.LONG));
    List<Map<String, Object>> rows = new ArrayList<>();
    for (long i = 0; i < ROWS; i++) {
      Map<String, Object> row = new HashMap<>();
      row.put("v", i % 7 == 3 ? null : value.apply(i * 2));
      row.put("n", i);
      rows.add(row);
    }
    Path file = TestFile.temporary();
    ParquetOptions options =
        ParquetOptions.standard()
            .withDictionaryBytes(dictionary)
            .withRowGroupBytes(64 << 10)
            .withPages(8 << 10, 2_000)
            .withBloomFilters(new BloomFilters(Map.of("v", 0.01), 1 << 20));
    TestFile.write(file, schema, rows, 1_000, options);
    return read(file);
  }

  private static List<BloomFilter> read(Path file) throws IOException {
    List<BloomFilter> filters = new ArrayList<>();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      for (BlockMetaData group : reader.getFooter().getBlocks()) {
        ColumnChunkMetaData with = group.getColumns().get(0);
        assertThat(with.getBloomFilterOffset()).isPositive();
        assertThat(with.getBloomFilterLength()).isPositive();
        assertThat(group.getColumns().get(1).getBloomFilterOffset()).isNegative();
        filters.add(reader.readBloomFilter(with));
      }
    }
    return filters;
  }

  /** Every value is found in some group, and of those that are missing few are in any. */
  private static void tellsApart(List<BloomFilter> filters, LongFunction<Long> hash) {
    assertThat(filters).hasSizeGreaterThan(1);
    long wrong = 0;
    for (long i = 0; i < ROWS; i++) {
      long present = hash.apply(i * 2);
      if (i % 7 != 3) {
        assertThat(filters).anyMatch(filter -> filter.findHash(present));
      }
      long missing = hash.apply(i * 2 + 1);
      wrong += filters.stream().filter(filter -> filter.findHash(missing)).count();
    }
    assertThat((double) wrong / ROWS / filters.size()).isLessThan(0.02);
  }

  @Test
  void aLongThatIsMissingIsExcludedAndEveryPresentOneIsFound() throws IOException {
    for (int dictionary : new int[] {0, 2 << 20}) {
      List<BloomFilter> filters = filters(Type.LONG, value -> value, dictionary);

      tellsApart(filters, value -> filters.get(0).hash(value));
    }
  }

  @Test
  void aTextThatIsMissingIsExcludedAndEveryPresentOneIsFound() throws IOException {
    for (int dictionary : new int[] {0, 2 << 20}) {
      List<BloomFilter> filters = filters(Type.STRING, value -> "Größe " + value, dictionary);

      tellsApart(filters, value -> filters.get(0).hash(Binary.fromString("Größe " + value)));
    }
  }

  @Test
  void everyTypeOfNumberIsHashedAsItIsStored() throws IOException {
    List<BloomFilter> ints = filters(Type.INT, value -> (int) value, 0);
    tellsApart(ints, value -> ints.get(0).hash((int) value));
    List<BloomFilter> doubles = filters(Type.DOUBLE, value -> (double) value, 0);
    tellsApart(doubles, value -> doubles.get(0).hash((double) value));
    List<BloomFilter> floats = filters(Type.FLOAT, value -> (float) value, 0);
    tellsApart(floats, value -> floats.get(0).hash((float) value));
    List<BloomFilter> times = filters(Type.timestampZoned(Unit.MICROS), Instant::ofEpochSecond, 0);
    tellsApart(times, value -> times.get(0).hash(value * 1_000_000));
    List<BloomFilter> decimals =
        filters(Type.decimal(9, 2), value -> BigDecimal.valueOf(value, 2), 0);
    tellsApart(decimals, value -> decimals.get(0).hash((int) value));
  }

  @Test
  void uuidsAreHashedByTheirBytes() throws IOException {
    List<BloomFilter> filters = filters(Type.UUID, value -> new UUID(value, -value), 0);

    tellsApart(
        filters,
        value -> {
          ByteBuffer bytes = ByteBuffer.allocate(16).putLong(value).putLong(-value).flip();
          return filters.get(0).hash(Binary.fromConstantByteBuffer(bytes));
        });
  }

  @Test
  void aFilterIsAsSmallAsItsDistinctValuesAllow() throws IOException {
    List<BloomFilter> few = filters(Type.LONG, value -> value % 10, 0);
    List<BloomFilter> many = filters(Type.LONG, value -> value, 0);

    assertThat(few.get(0).getBitsetSize()).isLessThan(many.get(0).getBitsetSize() / 8);
  }

  @Test
  void aShareOfFalsePositivesIsBetweenNoneAndAll() {
    assertThatThrownBy(() -> new BloomFilters(Map.of("v", 1.0), 1_024))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("between 0 and 1");
  }
}
