// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.batch.Column;
import dev.tributary.schema.FieldPath;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;

/**
 * One leaf of the file: levels and values gather in an open page, pages in a column chunk. A page
 * ends only between rows of the root, which the column index relies on.
 */
final class LeafWriter implements Node {

  private final FieldPath path;
  private final ColumnDescriptor descriptor;
  private final LeafLevels levels;
  private final ValueEncoder values;
  private final Optional<BloomHashes> hashes;
  private final RowGroup group;
  private int pageRows;
  private int pageEntries;
  private int pageValues;

  LeafWriter(
      FieldPath path,
      ColumnDescriptor descriptor,
      LeafLevels levels,
      ValueEncoder values,
      Optional<BloomHashes> hashes,
      RowGroup group) {
    this.path = path;
    this.descriptor = descriptor;
    this.levels = levels;
    this.values = values;
    this.hashes = hashes;
    this.group = group;
  }

  @Override
  public void write(Column column, Levels above, int rows) {
    if (pageRows > 0 && !fits(column, above, rows)) {
      endPage();
    }
    int expected = levels.add(column, above);
    int added = values.add(column, above.from(), above.to());
    if (added != expected) {
      throw Refusals.notCanonical(path, added, expected);
    }
    pageRows += rows;
    pageEntries += above.size();
    pageValues += added;
    if (values.pageBytes() >= group.pageBytes() || values.mustEndPage()) {
      endPage();
    }
  }

  /** About how much memory the open page, the dictionary and the hashes take. */
  long openBytes() {
    return values.pageBytes()
        + values.dictionaryBytes()
        + levels.bytes()
        + hashes.map(BloomHashes::bytes).orElse(0L);
  }

  void endChunk() {
    endPage();
    values.endChunk().ifPresent(dictionary -> group.writeDictionary(descriptor, dictionary));
    hashes.ifPresent(each -> group.writeBloomFilter(descriptor, each.end()));
  }

  private boolean fits(Column column, Levels above, int rows) {
    return pageRows + rows <= group.pageRows()
        && values.pageBytes() + values.bytesOf(column, above.from(), above.to())
            <= group.pageBytes();
  }

  private void endPage() {
    if (pageRows == 0) {
      return;
    }
    Bytes page = group.page();
    levels.endPage(page);
    Statistics<?> statistics = values.statistics(pageEntries - pageValues);
    Encoding encoding = values.endPage(page);
    group.writePage(descriptor, pageEntries, pageRows, statistics, encoding);
    pageRows = 0;
    pageEntries = 0;
    pageValues = 0;
  }
}
