// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.batch.Column;
import java.util.Arrays;
import java.util.Optional;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;

/**
 * Chooses, column by column, between a dictionary and plain values. Each column chunk begins with a
 * dictionary; the first page decides whether it pays. If not, that page is spelt out and the leaf
 * does without dictionaries for the rest of the file. A dictionary that grows past its limit later
 * is kept for the pages so far, and the rest of the chunk is plain.
 */
abstract class DictionaryEncoder implements ValueEncoder {

  private static final int KEEP_MAX = 4 << 20;

  /** The page's values in plain form, while there is no dictionary. */
  final Bytes plain = new Bytes();

  private final int dictionaryMax;
  private int[] indices = new int[0];
  private int count;
  private boolean pays;
  private boolean open;
  private boolean referred;

  DictionaryEncoder(int dictionaryMax) {
    this.dictionaryMax = dictionaryMax;
    this.pays = dictionaryMax > 0;
    this.open = pays;
  }

  abstract Dictionary dictionary();

  /** Appends the dictionary's value at {@code index} to {@link #plain}. */
  abstract void spell(int index);

  /** How many bytes the page's values would take in plain form. */
  abstract long plainBytes();

  abstract long plainBytesOf(Column column, int from, int to);

  abstract void beginPage();

  final boolean usesDictionary() {
    return open;
  }

  final void reserve(int more) {
    if (count + more > indices.length) {
      indices = Arrays.copyOf(indices, Math.max(count + more, indices.length * 2));
    }
  }

  /** Adds the index of a value; {@link #reserve} first. */
  final void addIndex(int index) {
    indices[count++] = index;
  }

  @Override
  public final long pageBytes() {
    return open ? (long) count * Integer.BYTES : plain.size();
  }

  @Override
  public final boolean mustEndPage() {
    return open && dictionary().plain().size() > dictionaryMax;
  }

  @Override
  public final long dictionaryBytes() {
    return dictionary().plain().size();
  }

  @Override
  public final long bytesOf(Column column, int from, int to) {
    return open ? (long) (to - from) * Integer.BYTES : plainBytesOf(column, from, to);
  }

  @Override
  public final Encoding endPage(Bytes page) {
    Encoding encoding = end(page);
    count = 0;
    beginPage();
    return encoding;
  }

  /** The dictionary page must be read before values are added again. */
  @Override
  public final Optional<DictionaryPage> endChunk() {
    Optional<DictionaryPage> page = referred ? Optional.of(dictionaryPage()) : Optional.empty();
    dictionary().clear();
    referred = false;
    open = pays;
    return page;
  }

  private Encoding end(Bytes page) {
    if (!open) {
      return endPlain(page);
    }
    if (count == 0 && !referred) {
      return Encoding.PLAIN;
    }
    if (referred || pays()) {
      return endIndexed(page);
    }
    abandon();
    return endPlain(page);
  }

  private DictionaryPage dictionaryPage() {
    return new DictionaryPage(dictionary().plain().view(), dictionary().size(), Encoding.PLAIN);
  }

  private boolean pays() {
    long indexBytes = (long) count * indexWidth() / Byte.SIZE;
    return dictionary().plain().size() + indexBytes < plainBytes();
  }

  private int indexWidth() {
    return LeafLevels.width(Math.max(0, dictionary().size() - 1));
  }

  private Encoding endIndexed(Bytes page) {
    page.putByte(indexWidth());
    PackedIndices.write(indices, count, indexWidth(), page);
    referred = true;
    open = !mustEndPage();
    return Encoding.RLE_DICTIONARY;
  }

  private void abandon() {
    for (int i = 0; i < count; i++) {
      spell(indices[i]);
    }
    dictionary().release();
    open = false;
    pays = false;
  }

  private Encoding endPlain(Bytes page) {
    page.put(plain);
    plain.clear(KEEP_MAX);
    return Encoding.PLAIN;
  }
}
