// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;

/** The pages of the open row group, compressed and waiting in memory; begun anew when written. */
final class RowGroup {

  private static final int KEEP_MAX = 4 << 20;

  private final MessageType schema;
  private final ParquetOptions options;
  private final ZstdPages compressor;
  private final Bytes page = new Bytes();
  private final PageMemory memory = new PageMemory();
  private ColumnChunkPageWriteStore store;
  private long bytes;

  RowGroup(MessageType schema, ParquetOptions options) {
    this.schema = schema;
    this.options = options;
    this.compressor = new ZstdPages(options.zstdLevel());
    this.store = newStore();
  }

  /** Where a leaf puts one page together; empty between pages. */
  Bytes page() {
    return page;
  }

  int pageRows() {
    return options.pageRows();
  }

  int pageBytes() {
    return options.pageBytes();
  }

  /** About how much memory the pages take. */
  long bytes() {
    return bytes;
  }

  /** Takes over the bytes of {@link #page()}. */
  void writePage(
      ColumnDescriptor leaf, int entries, int rows, Statistics<?> statistics, Encoding encoding) {
    PageWriter pages = store.getPageWriter(leaf);
    long before = pages.getMemSize();
    try {
      pages.writePage(page.view(), entries, rows, statistics, Encoding.RLE, Encoding.RLE, encoding);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    bytes += pages.getMemSize() - before;
    page.clear(KEEP_MAX);
  }

  void writeDictionary(ColumnDescriptor leaf, DictionaryPage dictionary) {
    try {
      store.getPageWriter(leaf).writeDictionaryPage(dictionary);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void writeBloomFilter(ColumnDescriptor leaf, BloomFilter filter) {
    store.getBloomFilterWriter(leaf).writeBloomFilter(filter);
  }

  void flushTo(ParquetFileWriter file, long rows) throws IOException {
    file.startBlock(rows);
    store.flushToFileWriter(file);
    file.endBlock();
    store.close();
    memory.reset();
    store = newStore();
    bytes = 0;
  }

  void close() {
    store.close();
    compressor.release();
  }

  private ColumnChunkPageWriteStore newStore() {
    return new ColumnChunkPageWriteStore(
        compressor, schema, memory, ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH, true);
  }
}
