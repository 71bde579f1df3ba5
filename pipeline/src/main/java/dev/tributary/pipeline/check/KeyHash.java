// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BytesColumn;
import dev.tributary.batch.Column;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * 128 bits that stand for the values of some columns of a row; equal values have equal bits,
 * whatever types they were stored with. Of ten million different keys two have the same bits with a
 * probability of about 10<sup>-25</sup>. Two lanes of 64 bits, each stirred with every word as the
 * finaliser of MurmurHash3 does, from seeds that nobody knows. Owned by one thread.
 */
final class KeyHash {

  /** The seeds of one comparison; keys hashed with different seeds cannot be compared. */
  record Seeds(long high, long low) {
    static Seeds random() {
      return new Seeds(
          ThreadLocalRandom.current().nextLong(), ThreadLocalRandom.current().nextLong());
    }
  }

  private final Seeds seeds;
  private final List<Cell> cells;
  private long high;
  private long low;

  KeyHash(Seeds seeds, List<String> columns) {
    this.seeds = seeds;
    this.cells = columns.stream().map(Cell::new).toList();
  }

  void turnTo(Batch batch) {
    cells.forEach(cell -> cell.turnTo(batch));
  }

  /** Hashes a row of the batch turned to; false when a part of the key is null. */
  boolean of(int row) {
    high = seeds.high;
    low = seeds.low;
    for (Cell cell : cells) {
      Column column = cell.column();
      if (column == null || column.isNull(row)) {
        return false;
      }
      value(column, row);
    }
    return true;
  }

  long high() {
    return high;
  }

  long low() {
    return low;
  }

  private void value(Column column, int row) {
    if (column instanceof BytesColumn bytes) {
      bytes(ByteBuffer.wrap(bytes.data(), bytes.start(row), bytes.length(row)));
      return;
    }
    Object value = Scalars.at(column, row);
    if (value instanceof Long number) {
      words(1, number);
    } else if (value instanceof UUID uuid) {
      words(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    } else if (value instanceof Instant time) {
      words(time.getEpochSecond(), time.getNano());
    } else {
      bytes(ByteBuffer.wrap(String.valueOf(value).getBytes(StandardCharsets.UTF_8)));
    }
  }

  private void bytes(ByteBuffer bytes) {
    int length = bytes.remaining();
    while (bytes.remaining() >= 2 * Long.BYTES) {
      words(bytes.getLong(), bytes.getLong());
    }
    long first = tail(bytes);
    words(first, tail(bytes));
    words(2, length);
  }

  private static long tail(ByteBuffer bytes) {
    long word = 0;
    for (int i = 0; i < Long.BYTES && bytes.hasRemaining(); i++) {
      word = word << Byte.SIZE | (bytes.get() & 0xFF);
    }
    return word;
  }

  private void words(long a, long b) {
    high = stir(high ^ a) + 0x9E3779B97F4A7C15L;
    low = stir(low ^ b) + high;
    high = stir(high + low);
  }

  private static long stir(long word) {
    long mixed = (word ^ (word >>> 33)) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return mixed ^ (mixed >>> 33);
  }
}
