// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes one line of JSON after the other, quickly; callers know the grammar. Not thread-safe. */
final class JsonLine {

  private byte[] bytes = new byte[1 << 12];
  private int size;

  JsonLine raw(String text) {
    byte[] more = text.getBytes(StandardCharsets.UTF_8);
    room(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
    return this;
  }

  /** A text that needs no escapes. */
  JsonLine quoted(String text) {
    return raw("\"").raw(text).raw("\"");
  }

  JsonLine whole(long value) {
    return raw(Long.toString(value));
  }

  /** A number of units of which 10 to the power of {@code digits} make one. */
  JsonLine fraction(long units, int digits) {
    if (units < 0) {
      raw("-");
    }
    String all = Long.toString(Math.abs(units));
    String padded = "0".repeat(Math.max(0, digits + 1 - all.length())) + all;
    int point = padded.length() - digits;
    return raw(padded.substring(0, point)).raw(".").raw(padded.substring(point));
  }

  /** Ends the line and hands it over. Returns how many bytes it had. */
  int end(OutputStream out) throws IOException {
    raw("\n");
    out.write(bytes, 0, size);
    int written = size;
    size = 0;
    return written;
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }
}
