// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.batch.Column;

/** Numbers of four or eight bytes, floats by their bits. */
final class NumberEncoder extends DictionaryEncoder {

  private final NumberSource source;
  private final NumberRange range;
  private final boolean fourBytes;
  private final LongDictionary dictionary;
  private final long[] one = new long[1];
  private long[] values = new long[0];
  private long pageValues;

  NumberEncoder(NumberSource source, NumberRange range, boolean fourBytes, int dictionaryMax) {
    super(dictionaryMax);
    this.source = source;
    this.range = range;
    this.fourBytes = fourBytes;
    this.dictionary = new LongDictionary(fourBytes);
  }

  NumberRange range() {
    return range;
  }

  @Override
  public int add(Column column, int from, int to) {
    if (values.length < to - from) {
      values = new long[Math.max(to - from, values.length * 2)];
    }
    int count = source.copy(column, from, to, values);
    range.add(values, count);
    pageValues += count;
    if (usesDictionary()) {
      index(count);
    } else {
      put(values, count);
    }
    return count;
  }

  @Override
  public org.apache.parquet.column.statistics.Statistics<?> statistics(long nulls) {
    return range.end(nulls);
  }

  @Override
  long plainBytesOf(Column column, int from, int to) {
    return (long) (to - from) * (fourBytes ? Integer.BYTES : Long.BYTES);
  }

  @Override
  Dictionary dictionary() {
    return dictionary;
  }

  @Override
  void spell(int index) {
    one[0] = dictionary.value(index);
    put(one, 1);
  }

  @Override
  long plainBytes() {
    return pageValues * (fourBytes ? Integer.BYTES : Long.BYTES);
  }

  @Override
  void beginPage() {
    pageValues = 0;
  }

  private void put(long[] numbers, int count) {
    if (fourBytes) {
      plain.putInts(numbers, count);
    } else {
      plain.putLongs(numbers, count);
    }
  }

  /** Equal neighbours are looked up once, so a constant column costs next to nothing. */
  private void index(int count) {
    reserve(count);
    long last = 0;
    int index = -1;
    for (int i = 0; i < count; i++) {
      long value = values[i];
      if (value != last || index < 0) {
        index = dictionary.index(value);
        last = value;
      }
      addIndex(index);
    }
  }
}
