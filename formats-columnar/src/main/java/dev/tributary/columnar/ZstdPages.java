// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.ByteBufferReleaser;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Compresses each page in one call. The stream codec that comes with parquet-java does not know a
 * page's size beforehand, which costs time and bytes, and it needs Hadoop.
 */
final class ZstdPages implements BytesInputCompressor {

  private static final int KEEP_MAX = 4 << 20;

  private final ZstdCompressCtx context;
  private byte[] target = new byte[0];

  ZstdPages(int level) {
    this.context = new ZstdCompressCtx();
    context.setLevel(level);
  }

  /** The result is valid until the next call. */
  @Override
  public BytesInput compress(BytesInput page) throws IOException {
    // What had to be copied must not outlive the call: files have thousands of pages.
    try (ByteBufferReleaser releaser = new ByteBufferReleaser(new HeapByteBufferAllocator())) {
      return compress(page.toByteBuffer(releaser));
    }
  }

  private BytesInput compress(ByteBuffer source) {
    int length = source.remaining();
    ensureTarget(Math.toIntExact(Zstd.compressBound(length)));
    int written =
        context.compressByteArray(
            target,
            0,
            target.length,
            source.array(),
            source.arrayOffset() + source.position(),
            length);
    return BytesInput.from(target, 0, written);
  }

  @Override
  public CompressionCodecName getCodecName() {
    return CompressionCodecName.ZSTD;
  }

  @Override
  public void release() {
    context.close();
  }

  private void ensureTarget(int needed) {
    if (target.length < needed || target.length > KEEP_MAX) {
      target = new byte[needed];
    }
  }
}
