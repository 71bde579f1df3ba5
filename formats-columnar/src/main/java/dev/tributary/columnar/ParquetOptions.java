// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import java.util.Map;

/**
 * How a Parquet file is laid out. Immutable.
 *
 * @param zstdLevel compression level of zstd, 1 to 22
 * @param rowGroupBytes a row group ends when about so many bytes wait in memory
 * @param pageBytes a page ends at about so many bytes before compression; a larger value has a page
 *     of its own, unless it is in a dictionary
 * @param pageRows a page has at most so many rows
 * @param dictionaryBytes a column's dictionary grows to about so many bytes in a row group; 0 for
 *     no dictionaries
 * @param footer keys and values to keep in the footer
 * @param blooms which leaves get Bloom filters
 */
public record ParquetOptions(
    int zstdLevel,
    long rowGroupBytes,
    int pageBytes,
    int pageRows,
    int dictionaryBytes,
    Map<String, String> footer,
    BloomFilters blooms) {

  private static final ParquetOptions STANDARD =
      new ParquetOptions(1, 32L << 20, 1 << 20, 20_000, 2 << 20, Map.of(), BloomFilters.NONE);

  public ParquetOptions {
    footer = Map.copyOf(footer);
    within("zstdLevel", zstdLevel, 1, 22);
    within("rowGroupBytes", rowGroupBytes, 1, Long.MAX_VALUE);
    within("pageBytes", pageBytes, 1, 1 << 30);
    within("pageRows", pageRows, 1, Integer.MAX_VALUE);
    within("dictionaryBytes", dictionaryBytes, 0, 1 << 28);
  }

  /**
   * Zstd level 1, row groups of 32 MB, pages of 1 MB or 20 000 rows, dictionaries of 2 MB, an empty
   * footer, no Bloom filters.
   */
  public static ParquetOptions standard() {
    return STANDARD;
  }

  public ParquetOptions withZstdLevel(int level) {
    return new ParquetOptions(
        level, rowGroupBytes, pageBytes, pageRows, dictionaryBytes, footer, blooms);
  }

  public ParquetOptions withRowGroupBytes(long bytes) {
    return new ParquetOptions(
        zstdLevel, bytes, pageBytes, pageRows, dictionaryBytes, footer, blooms);
  }

  public ParquetOptions withPages(int bytes, int rows) {
    return new ParquetOptions(
        zstdLevel, rowGroupBytes, bytes, rows, dictionaryBytes, footer, blooms);
  }

  public ParquetOptions withDictionaryBytes(int bytes) {
    return new ParquetOptions(zstdLevel, rowGroupBytes, pageBytes, pageRows, bytes, footer, blooms);
  }

  public ParquetOptions withFooter(Map<String, String> keysAndValues) {
    return new ParquetOptions(
        zstdLevel, rowGroupBytes, pageBytes, pageRows, dictionaryBytes, keysAndValues, blooms);
  }

  public ParquetOptions withBloomFilters(BloomFilters filters) {
    return new ParquetOptions(
        zstdLevel, rowGroupBytes, pageBytes, pageRows, dictionaryBytes, footer, filters);
  }

  private static void within(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " is " + value + ", not within " + min + " and " + max);
    }
  }
}
