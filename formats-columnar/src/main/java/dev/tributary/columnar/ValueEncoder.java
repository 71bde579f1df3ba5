// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.batch.Column;
import java.util.Optional;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;

/** The values of one leaf, nulls left out, from a batch's column into the open page. */
interface ValueEncoder {

  /** Copies the present values of these slots and says how many they were. */
  int add(Column column, int from, int to);

  /** About how many bytes these slots would add to the page; never less than in plain form. */
  long bytesOf(Column column, int from, int to);

  /** About how many bytes the open page takes. */
  long pageBytes();

  /** Minimum, maximum and the given count of nulls, over the open page. */
  Statistics<?> statistics(long nulls);

  /** Appends the page's values, encoded, and begins the next page. */
  Encoding endPage(Bytes page);

  default boolean mustEndPage() {
    return false;
  }

  default long dictionaryBytes() {
    return 0;
  }

  /** Begins the next column chunk; returns the dictionary that the last one's pages refer to. */
  default Optional<DictionaryPage> endChunk() {
    return Optional.empty();
  }
}
