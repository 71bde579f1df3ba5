// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;

class PackedIndicesTest {

  @Property(tries = 300)
  void parquetReadsBackEveryIndex(
      @ForAll Random random,
      @ForAll @IntRange(max = 20) int width,
      @ForAll @IntRange(min = 1, max = 30) int runMax,
      @ForAll @IntRange(min = 1, max = 700) int count)
      throws IOException {
    int[] indices = new int[count];
    for (int from = 0; from < count; ) {
      int to = Math.min(count, from + 1 + random.nextInt(runMax));
      Arrays.fill(indices, from, to, random.nextInt(1 << width));
      from = to;
    }

    assertThat(read(written(indices, width), width, count)).isEqualTo(indices);
  }

  @Example
  void aConstantTakesAFewBytes() {
    int[] indices = new int[20_000];

    assertThat(written(indices, 0).size()).isEqualTo(3);
  }

  @Example
  void whatThePageHeldBeforeDoesNotShineThrough() throws IOException {
    Bytes page = new Bytes();
    page.put(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1}, 0, 8);
    page.clear(Integer.MAX_VALUE);

    PackedIndices.write(new int[] {1, 2, 3}, 3, 4, page);

    assertThat(Arrays.copyOf(page.data(), page.size())).containsExactly(3, 0x21, 0x03, 0, 0);
  }

  private static Bytes written(int[] indices, int width) {
    Bytes page = new Bytes();
    PackedIndices.write(indices, indices.length, width, page);
    return page;
  }

  private static int[] read(Bytes page, int width, int count) throws IOException {
    RunLengthBitPackingHybridDecoder decoder =
        new RunLengthBitPackingHybridDecoder(
            width, new ByteArrayInputStream(page.data(), 0, page.size()));
    int[] read = new int[count];
    for (int i = 0; i < count; i++) {
      read[i] = decoder.readInt();
    }
    return read;
  }
}
