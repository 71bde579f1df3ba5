// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Any Unicode as UTF-8 without a byte order mark. UTF-16 and UTF-32 are known by their mark, or by
 * the zero bytes around the first character, which in JSON is ASCII.
 */
final class Encodings {

  private static final int SAMPLE_BYTES = 4;

  private Encodings() {}

  static InputStream utf8(InputStream in) throws IOException {
    byte[] sample = in.readNBytes(SAMPLE_BYTES);
    int mark = markBytes(sample);
    InputStream whole =
        new SequenceInputStream(new ByteArrayInputStream(sample, mark, sample.length - mark), in);
    Charset charset = charset(sample);
    return charset.equals(StandardCharsets.UTF_8) ? whole : new Transcoded(whole, charset);
  }

  private static int markBytes(byte[] sample) {
    if (begins(sample, 0xEF, 0xBB, 0xBF)) {
      return 3;
    }
    if (begins(sample, 0xFF, 0xFE, 0, 0) || begins(sample, 0, 0, 0xFE, 0xFF)) {
      return 4;
    }
    return begins(sample, 0xFF, 0xFE) || begins(sample, 0xFE, 0xFF) ? 2 : 0;
  }

  private static Charset charset(byte[] sample) {
    if (begins(sample, 0xFF, 0xFE, 0, 0) || hasZeros(sample, false, true, true, true)) {
      return Charset.forName("UTF-32LE");
    }
    if (begins(sample, 0, 0, 0xFE, 0xFF) || hasZeros(sample, true, true, true, false)) {
      return Charset.forName("UTF-32BE");
    }
    if (begins(sample, 0xFF, 0xFE) || hasZeros(sample, false, true, false, true)) {
      return StandardCharsets.UTF_16LE;
    }
    if (begins(sample, 0xFE, 0xFF) || hasZeros(sample, true, false, true, false)) {
      return StandardCharsets.UTF_16BE;
    }
    return StandardCharsets.UTF_8;
  }

  private static boolean begins(byte[] sample, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (i >= sample.length || (sample[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasZeros(byte[] sample, boolean... zeros) {
    for (int i = 0; i < zeros.length; i++) {
      if (i >= sample.length || (sample[i] == 0) != zeros[i]) {
        return false;
      }
    }
    return true;
  }

  /** Characters of another encoding as UTF-8; what is malformed ends the read. */
  private static final class Transcoded extends InputStream {

    private static final int CHARS = 8_192;

    private final Reader reader;
    private final char[] chars = new char[CHARS];
    private int carried;
    private ByteBuffer ready = ByteBuffer.allocate(0);

    Transcoded(InputStream in, Charset charset) {
      this.reader =
          new InputStreamReader(
              in,
              charset
                  .newDecoder()
                  .onMalformedInput(CodingErrorAction.REPORT)
                  .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    @Override
    public int read() throws IOException {
      return ready.hasRemaining() || more() ? ready.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
      if (!ready.hasRemaining() && !more()) {
        return -1;
      }
      int count = Math.min(length, ready.remaining());
      ready.get(to, from, count);
      return count;
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }

    /** Encodes the next characters; half a pair at the end waits for its other half. */
    private boolean more() throws IOException {
      int count = reader.read(chars, carried, CHARS - carried);
      if (count < 0) {
        return false;
      }
      int filled = carried + count;
      carried = Character.isHighSurrogate(chars[filled - 1]) ? 1 : 0;
      ready = StandardCharsets.UTF_8.encode(CharBuffer.wrap(chars, 0, filled - carried));
      Arrays.fill(chars, 0, carried, chars[filled - 1]);
      return ready.hasRemaining() || more();
    }
  }
}
