// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;

class RunEncoderTest {

  @Property(tries = 500)
  void parquetReadsBackEveryLevelHoweverTheyCome(
      @ForAll Random random,
      @ForAll @IntRange(min = 1, max = 8) int width,
      @ForAll @IntRange(min = 1, max = 40) int runMax,
      @ForAll @IntRange(min = 1, max = 2000) int count)
      throws IOException {
    Bytes page = new Bytes();
    RunEncoder encoder = new RunEncoder(page);
    encoder.begin(width);
    ByteArrayOutputStream added = new ByteArrayOutputStream();
    while (added.size() < count) {
      byte[] values = levels(random, width, runMax);
      if (random.nextBoolean()) {
        encoder.add(values, values.length);
      } else {
        Arrays.fill(values, values[0]);
        encoder.add(values[0], values.length);
      }
      added.writeBytes(values);
    }
    encoder.end();

    assertThat(read(page, width, added.size())).isEqualTo(added.toByteArray());
  }

  @Example
  void aConstantTakesAFewBytes() {
    Bytes page = new Bytes();
    RunEncoder encoder = new RunEncoder(page);
    encoder.begin(2);
    for (int i = 0; i < 1000; i++) {
      encoder.add(3, 13);
    }
    encoder.end();

    assertThat(page.size()).isEqualTo(4);
  }

  private static byte[] levels(Random random, int width, int runMax) {
    byte[] values = new byte[1 + random.nextInt(60)];
    for (int from = 0; from < values.length; ) {
      int to = Math.min(values.length, from + 1 + random.nextInt(runMax));
      Arrays.fill(values, from, to, (byte) random.nextInt(1 << width));
      from = to;
    }
    return values;
  }

  private static byte[] read(Bytes page, int width, int count) throws IOException {
    RunLengthBitPackingHybridDecoder decoder =
        new RunLengthBitPackingHybridDecoder(
            width, new ByteArrayInputStream(page.data(), 0, page.size()));
    byte[] levels = new byte[count];
    for (int i = 0; i < count; i++) {
      levels[i] = (byte) decoder.readInt();
    }
    return levels;
  }
}
