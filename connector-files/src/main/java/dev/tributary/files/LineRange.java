// SPDX-License-Identifier: Apache-2.0
package dev.tributary.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of a file from one line start to another. */
final class LineRange extends InputStream {

  private static final int SCAN_BYTES = 64 << 10;

  private final FileChannel channel;
  private final long start;
  private long left;

  private LineRange(FileChannel channel, long start, long end) {
    this.channel = channel;
    this.start = start;
    this.left = Math.max(0, end - start);
  }

  /**
   * Opens the lines that begin in a range of bytes; each line begins in one range, so that ranges
   * which touch share no line and lose none.
   */
  static LineRange of(Path file, long from, long to) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      LineRange range = new LineRange(channel, lineStart(channel, from), lineStart(channel, to));
      channel.position(range.start);
      return range;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Where the first line begins. */
  long start() {
    return start;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int count = channel.read(ByteBuffer.wrap(to, from, (int) Math.min(length, left)));
    if (count < 0) {
      throw new EOFException("The file became shorter");
    }
    left -= count;
    return count;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** The first place at or behind this one where a line begins, or the end of the file. */
  private static long lineStart(FileChannel channel, long place) throws IOException {
    if (place == 0) {
      return 0;
    }
    ByteBuffer buffer = ByteBuffer.allocate(SCAN_BYTES);
    long at = place - 1;
    while (channel.read(buffer.clear(), at) > 0) {
      buffer.flip();
      while (buffer.hasRemaining()) {
        at++;
        if (buffer.get() == '\n') {
          return at;
        }
      }
    }
    return Math.min(at, channel.size());
  }
}
