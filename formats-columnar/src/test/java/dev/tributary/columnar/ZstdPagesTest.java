// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.parquet.bytes.ByteBufferReleaser;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.junit.jupiter.api.Test;

class ZstdPagesTest {

  private static final byte[] PAGE = new byte[100_000];

  @Test
  void aPageIsCompressedWhereItLies() {
    Bytes page = new Bytes();
    page.put(PAGE, 0, PAGE.length);

    try (ByteBufferReleaser releaser = new ByteBufferReleaser(new HeapByteBufferAllocator())) {
      assertThat(page.view().toByteBuffer(releaser).array()).isSameAs(page.data());
    }
  }

  @Test
  void pagesOfAnyOriginComeBack() throws IOException {
    byte[] half = Arrays.copyOf(PAGE, PAGE.length / 2);
    ZstdPages pages = new ZstdPages(1);
    for (BytesInput page :
        new BytesInput[] {
          BytesInput.from(PAGE),
          BytesInput.from(ByteBuffer.wrap(PAGE)),
          BytesInput.concat(BytesInput.from(half), BytesInput.from(half))
        }) {
      byte[] compressed = pages.compress(page).toByteArray();

      assertThat(Zstd.decompress(compressed, PAGE.length)).isEqualTo(PAGE);
    }
    pages.release();
  }
}
