// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Copies a value as JSON text without spaces: numbers as they were written, names in their order,
 * twice where they were. Half a surrogate pair is kept as an escape, so nothing is lost.
 */
final class JsonCopy {

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final int bytesMax;
  private final int depthMax;
  private byte[] bytes = new byte[256];
  private int length;

  JsonCopy(JsonOptions options) {
    this.bytesMax = options.valueBytesMax();
    this.depthMax = options.depthMax();
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Copies the value at which the parser stands, {@code level} objects and arrays deep. */
  void copy(JsonParser parser, int level) throws IOException {
    length = 0;
    int depth = level;
    boolean comma = false;
    JsonToken token = parser.currentToken();
    do {
      if (token == JsonToken.FIELD_NAME) {
        separate(comma);
        quoted(parser);
        put(':');
        comma = false;
      } else if (token.isStructEnd()) {
        put(token == JsonToken.END_OBJECT ? '}' : ']');
        depth--;
        comma = true;
      } else {
        separate(comma);
        comma = !token.isStructStart();
        depth += comma ? 0 : 1;
        value(parser, token, depth);
      }
      check();
      token = depth == level ? token : parser.nextToken();
    } while (depth > level);
  }

  private void separate(boolean comma) {
    if (comma) {
      put(',');
    }
  }

  private void value(JsonParser parser, JsonToken token, int depth) throws IOException {
    if (token.isStructStart()) {
      if (depth > depthMax) {
        throw Filler.tooDeep(depthMax);
      }
      put(token == JsonToken.START_OBJECT ? '{' : '[');
    } else if (token == JsonToken.VALUE_STRING) {
      quoted(parser);
    } else {
      plain(parser);
    }
  }

  private void plain(JsonParser parser) throws IOException {
    char[] text = parser.getTextCharacters();
    int from = parser.getTextOffset();
    int count = parser.getTextLength();
    ensure(count);
    for (int i = 0; i < count; i++) {
      bytes[length++] = (byte) text[from + i];
    }
  }

  private void quoted(JsonParser parser) throws IOException {
    char[] text = parser.getTextCharacters();
    int from = parser.getTextOffset();
    int end = from + parser.getTextLength();
    put('"');
    for (int i = from; i < end; i++) {
      char character = text[i];
      if (i + 1 < end && Character.isSurrogatePair(character, text[i + 1])) {
        point(Character.toCodePoint(character, text[++i]));
      } else {
        character(character);
      }
    }
    put('"');
  }

  private void character(char character) {
    switch (character) {
      case '"', '\\' -> escaped(character);
      case '\n' -> escaped('n');
      case '\r' -> escaped('r');
      case '\t' -> escaped('t');
      default -> {
        if (character < ' ' || Character.isSurrogate(character)) {
          hex(character);
        } else {
          point(character);
        }
      }
    }
  }

  private void escaped(char letter) {
    put('\\');
    put(letter);
  }

  private void hex(char character) {
    escaped('u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      put((char) HEX[(character >> shift) & 0xF]);
    }
  }

  private void point(int point) {
    ensure(4);
    if (point < 0x80) {
      bytes[length++] = (byte) point;
    } else {
      byte[] encoded = Character.toString(point).getBytes(StandardCharsets.UTF_8);
      System.arraycopy(encoded, 0, bytes, length, encoded.length);
      length += encoded.length;
    }
  }

  private void put(char ascii) {
    ensure(1);
    bytes[length++] = (byte) ascii;
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, length * 2));
    }
  }

  private void check() {
    if (length > bytesMax) {
      throw Refusal.because("A value kept as JSON is longer than " + bytesMax + " bytes");
    }
  }
}
