// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Text encoded into bytes that are used again, and checks of bytes. One thread at a time. */
final class Utf8 {

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long ONES = 0x0101010101010101L;
  private static final int BYTES_PER_CHAR = 3;

  private byte[] bytes = new byte[256];
  private int length;

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Encodes the characters; false when there is half a surrogate pair among them. */
  boolean encode(char[] text, int from, int count) {
    if (bytes.length < count) {
      bytes = new byte[count + (count >> 1)];
    }
    byte[] to = bytes;
    for (int i = 0; i < count; i++) {
      char character = text[from + i];
      if (character >= 0x80) {
        return encodeRest(text, from + i, from + count, i);
      }
      to[i] = (byte) character;
    }
    length = count;
    return true;
  }

  private boolean encodeRest(char[] text, int from, int end, int at) {
    long needed = at + (long) BYTES_PER_CHAR * (end - from);
    if (bytes.length < needed) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(needed, Integer.MAX_VALUE - 16));
    }
    byte[] to = bytes;
    for (int i = from; i < end; i++) {
      char character = text[i];
      if (character < 0x80) {
        to[at++] = (byte) character;
      } else if (character < 0x800) {
        to[at++] = (byte) (0xC0 | (character >> 6));
        to[at++] = (byte) (0x80 | (character & 0x3F));
      } else if (!Character.isSurrogate(character)) {
        to[at++] = (byte) (0xE0 | (character >> 12));
        to[at++] = (byte) (0x80 | ((character >> 6) & 0x3F));
        to[at++] = (byte) (0x80 | (character & 0x3F));
      } else if (i + 1 < end && Character.isSurrogatePair(character, text[i + 1])) {
        int point = Character.toCodePoint(character, text[++i]);
        to[at++] = (byte) (0xF0 | (point >> 18));
        to[at++] = (byte) (0x80 | ((point >> 12) & 0x3F));
        to[at++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        to[at++] = (byte) (0x80 | (point & 0x3F));
      } else {
        return false;
      }
    }
    length = at;
    return true;
  }

  /** The eight bytes from there on, the first in the lowest place. */
  static long word(byte[] data, int from) {
    return (long) WORDS.get(data, from);
  }

  /**
   * Where the first quote, backslash or control character is, or the complement of that where
   * something before it is not ASCII. There must be one, and seven bytes behind it.
   */
  static int plainEnd(byte[] data, int from) {
    long high = 0;
    for (int i = from; ; i += Long.BYTES) {
      long word = word(data, i);
      long found =
          zeros(word ^ (ONES * '"')) | zeros(word ^ (ONES * '\\')) | ((word - ONES * ' ') & ~word);
      found &= HIGH_BITS;
      if (found != 0) {
        high |= word & (Long.lowestOneBit(found) - 1);
        int end = i + Long.numberOfTrailingZeros(found) / Byte.SIZE;
        return (high & HIGH_BITS) == 0 ? end : ~end;
      }
      high |= word;
    }
  }

  /** Has the high bit of each zero byte, of the lowest one for certain; other bits mean nothing. */
  private static long zeros(long word) {
    return (word - ONES) & ~word;
  }

  /** Where the first byte is that is not ASCII; {@code to} when there is none. */
  private static int afterAscii(byte[] data, int from, int to) {
    int i = from;
    for (; i <= to - Long.BYTES; i += Long.BYTES) {
      long high = (long) WORDS.get(data, i) & HIGH_BITS;
      if (high != 0) {
        return i + Long.numberOfTrailingZeros(high) / Byte.SIZE;
      }
    }
    while (i < to && data[i] >= 0) {
      i++;
    }
    return i;
  }

  /** True when the bytes are UTF-8 as RFC 3629 has it: shortest forms, no surrogates. */
  static boolean isValid(byte[] data, int from, int to) {
    int i = from;
    while (i < to) {
      int lead = data[i];
      if (lead >= 0) {
        i = afterAscii(data, i + 1, to);
        continue;
      }
      int more = lead >= (byte) 0xF0 ? 3 : lead >= (byte) 0xE0 ? 2 : 1;
      if (i + more >= to || !isSecond(lead & 0xFF, data[i + 1] & 0xFF)) {
        return false;
      }
      for (int j = 2; j <= more; j++) {
        if (data[i + j] >= (byte) 0xC0) {
          return false;
        }
      }
      i += more + 1;
    }
    return true;
  }

  /** Whether a byte may follow the lead byte; the ranges rule out long forms and surrogates. */
  private static boolean isSecond(int lead, int second) {
    return switch (lead) {
      case 0xE0 -> second >= 0xA0 && second <= 0xBF;
      case 0xED -> second >= 0x80 && second <= 0x9F;
      case 0xF0 -> second >= 0x90 && second <= 0xBF;
      case 0xF4 -> second >= 0x80 && second <= 0x8F;
      default -> lead >= 0xC2 && lead <= 0xF4 && second >= 0x80 && second <= 0xBF;
    };
  }
}
