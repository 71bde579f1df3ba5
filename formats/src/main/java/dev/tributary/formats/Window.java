// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The bytes of a stream as a parser takes them, of which those from the row's first byte on are
 * kept, so that a row can be read again, shown or skipped. Places are offsets from the stream's
 * first byte. One thread at a time.
 */
final class Window extends InputStream {

  private static final int FIRST_CAPACITY = 128 << 10;

  /** Behind the last byte is a zero, and as many bytes as a word has can be read from there on. */
  private static final int SPARE = Long.BYTES;

  private final InputStream in;
  private final int rowBytesMax;
  private byte[] buffer = new byte[FIRST_CAPACITY + SPARE];
  private long base;
  private int kept;
  private int next;
  private int end;

  Window(InputStream in, int rowBytesMax) {
    this.in = in;
    this.rowBytesMax = rowBytesMax;
  }

  /** A row is longer than any may be. */
  static final class RowTooLong extends IOException {

    private static final long serialVersionUID = 1L;

    RowTooLong(int bytesMax) {
      super("longer than " + bytesMax + " bytes");
    }
  }

  @Override
  public int read() throws IOException {
    return next < end || fill() ? buffer[next++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    if (next == end && !fill()) {
      return -1;
    }
    int count = Math.min(length, end - next);
    System.arraycopy(buffer, next, to, from, count);
    next += count;
    return count;
  }

  /** Passes over so many bytes and keeps none of them; returns how many lines end there. */
  long leaveOut(long count) throws IOException {
    long lines = 0;
    for (long left = count; left > 0; ) {
      if (next == end && !fill()) {
        throw new EOFException("It ends before byte " + count);
      }
      int to = next + (int) Math.min(left, end - next);
      left -= to - next;
      for (int i = indexOfLineEnd(next, to); i >= 0; i = indexOfLineEnd(i + 1, to)) {
        lines++;
      }
      next = to;
      kept = to;
    }
    return lines;
  }

  /** The place of the next byte to be read. */
  long position() {
    return base + next;
  }

  /** Goes on at a kept place, and keeps nothing before. */
  void goTo(long place) {
    kept = at(place);
    next = kept;
  }

  /** The bytes there are now, with a zero behind the last and seven bytes more. */
  byte[] bytes() {
    return buffer;
  }

  /** Where a kept place is among {@link #bytes()}. */
  int at(long place) {
    return (int) (place - base);
  }

  /** The place of one of {@link #bytes()}. */
  long placeOf(int index) {
    return base + index;
  }

  boolean isEnd(int index) {
    return index >= end;
  }

  /** Reads on to the end of a line, or about as much as is kept; false when there was no more. */
  boolean readOn() throws IOException {
    int before = end - kept;
    while (fill()) {
      int from = kept + before;
      if (end - from >= before || indexOfLineEnd(from, end) >= 0) {
        return true;
      }
    }
    return end - kept > before;
  }

  /** Keeps the bytes from this place on, and none before. */
  void keepFrom(long place) {
    kept = at(place);
  }

  /** The byte at a kept place or the one behind the last that was read; -1 at the end. */
  int byteAt(long place) throws IOException {
    while (at(place) >= end) {
      if (!fill()) {
        return -1;
      }
    }
    return buffer[at(place)] & 0xFF;
  }

  byte[] copy(long from, long to) {
    return Arrays.copyOfRange(buffer, at(from), at(to));
  }

  boolean hasLineEnd(long from, long to) {
    return indexOfLineEnd(at(from), at(to)) >= 0;
  }

  /** Whether the kept bytes between these places are valid UTF-8. */
  boolean isValid(long from, long to) {
    return Utf8.isValid(buffer, at(from), at(to));
  }

  /** The line that begins at a kept place, without its end, or as much of it as is asked for. */
  byte[] line(long from, int bytesMax) throws IOException {
    while (end - at(from) < bytesMax && indexOfLineEnd(at(from), end) < 0) {
      if (!fill()) {
        break;
      }
    }
    int to = Math.min(end, at(from) + bytesMax);
    int found = indexOfLineEnd(at(from), to);
    return Arrays.copyOfRange(buffer, at(from), found < 0 ? to : found);
  }

  /** Goes behind the end of the line that holds this place; keeps nothing before. */
  void skipLine(long from) throws IOException {
    int found = indexOfLineEnd(at(from), end);
    while (found < 0) {
      next = end;
      kept = end;
      if (!fill()) {
        return;
      }
      found = indexOfLineEnd(next, end);
    }
    next = found + 1;
    kept = next;
  }

  /** Reads more bytes behind those there are; false at the end of the stream. */
  private boolean fill() throws IOException {
    if (end == buffer.length - SPARE) {
      makeRoom();
    }
    int count = in.read(buffer, end, buffer.length - SPARE - end);
    if (count <= 0) {
      return false;
    }
    end += count;
    buffer[end] = 0;
    return true;
  }

  private void makeRoom() throws RowTooLong {
    if (end - kept > Math.max(rowBytesMax, FIRST_CAPACITY)) {
      throw new RowTooLong(rowBytesMax);
    }
    byte[] to = kept >= buffer.length / 2 ? buffer : new byte[Math.multiplyExact(buffer.length, 2)];
    System.arraycopy(buffer, kept, to, 0, end - kept);
    buffer = to;
    base += kept;
    next -= kept;
    end -= kept;
    kept = 0;
  }

  private int indexOfLineEnd(int from, int to) {
    for (int i = from; i < to; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }
}
