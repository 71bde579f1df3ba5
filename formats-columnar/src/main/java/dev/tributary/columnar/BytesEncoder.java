// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.batch.Column;
import java.util.Arrays;
import org.apache.parquet.column.statistics.Statistics;

/** Runs of bytes, with a length before each or all of one length. */
final class BytesEncoder extends DictionaryEncoder {

  private final BytesSource source;
  private final BytesRange range;
  private final boolean prefixed;
  private final BytesDictionary dictionary;
  private long plainBytes;
  private int lastIndex = -1;

  /** Per dictionary index, the number of the last page that has it: its range is counted once. */
  private int[] lastPages = new int[0];

  private int page = 1;

  BytesEncoder(BytesSource source, BytesRange range, boolean prefixed, int dictionaryMax) {
    super(dictionaryMax);
    this.source = source;
    this.range = range;
    this.prefixed = prefixed;
    this.dictionary = new BytesDictionary(prefixed);
  }

  @Override
  public int add(Column column, int from, int to) {
    int count = source.find(column, from, to);
    if (usesDictionary()) {
      index(count);
    } else {
      put(count);
    }
    return count;
  }

  @Override
  public Statistics<?> statistics(long nulls) {
    return range.end(nulls);
  }

  @Override
  long plainBytesOf(Column column, int from, int to) {
    return source.bytesOf(column, from, to);
  }

  @Override
  Dictionary dictionary() {
    return dictionary;
  }

  @Override
  void spell(int index) {
    int start = dictionary.start(index);
    put(dictionary.plain().data(), start, dictionary.end(index) - start);
  }

  @Override
  long plainBytes() {
    return plainBytes;
  }

  @Override
  void beginPage() {
    plainBytes = 0;
    lastIndex = -1;
    page++;
  }

  private void put(int count) {
    byte[] data = source.data();
    for (int i = 0; i < count; i++) {
      range.add(data, source.start(i), source.length(i));
      put(data, source.start(i), source.length(i));
    }
  }

  private void put(byte[] data, int start, int length) {
    if (prefixed) {
      plain.putInt(length);
    }
    plain.put(data, start, length);
  }

  private void index(int count) {
    reserve(count);
    dictionary.prepare(source, count);
    byte[] data = source.data();
    int prefix = prefixed ? Integer.BYTES : 0;
    for (int i = 0; i < count; i++) {
      int start = source.start(i);
      int length = source.length(i);
      int index = dictionary.index(i, data, start, length);
      if (index != lastIndex) {
        count(index, data, start, length);
        lastIndex = index;
      }
      addIndex(index);
      plainBytes += prefix + length;
    }
  }

  private void count(int index, byte[] data, int start, int length) {
    if (index >= lastPages.length) {
      lastPages = Arrays.copyOf(lastPages, Math.max(index + 1, lastPages.length * 2));
    }
    if (lastPages[index] != page) {
      lastPages[index] = page;
      range.add(data, start, length);
    }
  }
}
