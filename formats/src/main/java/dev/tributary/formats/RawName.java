// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A field's name as it stands in a document that escapes none of it. Immutable. */
final class RawName {

  /** The name and the quote behind it. */
  private final byte[] bytes;

  private final int length;
  private final long first;
  private final long mask;

  RawName(String name) {
    bytes = (name + '"').getBytes(StandardCharsets.UTF_8);
    length = bytes.length;
    long word = 0;
    long covered = 0;
    for (int i = 0; i < Math.min(bytes.length, Long.BYTES); i++) {
      word |= (bytes[i] & 0xFFL) << (i * Byte.SIZE);
      covered |= 0xFFL << (i * Byte.SIZE);
    }
    boolean escaped = name.chars().anyMatch(each -> each < ' ' || each == '"' || each == '\\');
    first = escaped ? 1 : word;
    mask = escaped ? 0 : covered;
  }

  /** How many bytes it takes with the quote behind it. */
  int length() {
    return length;
  }

  /** Whether it stands there with its quote; eight bytes can be read from there on. */
  boolean isAt(byte[] source, int from) {
    return (Utf8.word(source, from) & mask) == first
        && (length <= Long.BYTES || hasRestAt(source, from));
  }

  private boolean hasRestAt(byte[] source, int from) {
    return from + bytes.length <= source.length
        && Arrays.equals(
            bytes, Long.BYTES, bytes.length, source, from + Long.BYTES, from + bytes.length);
  }
}
