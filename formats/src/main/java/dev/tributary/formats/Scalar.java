// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.schema.Type;
import java.io.IOException;
import java.math.BigInteger;

/**
 * One value that is no object and no array, and its least type: whole numbers are long, or decimal
 * beyond 64 bits, or beyond 38 digits their text; others are double, or beyond its range their
 * text. Read again and again; one thread at a time.
 */
final class Scalar {

  static final int NUMBER_DIGITS_MAX = 1_000;
  private static final int LONG_DIGITS = 18;

  private final Detections detections;
  private final int bytesMax;
  private final Utf8 text = new Utf8();
  private Kind kind = Kind.NONE;
  private long whole;
  private long more;
  private double fraction;
  private BigInteger big = BigInteger.ZERO;

  Scalar(JsonOptions options) {
    this.detections = new Detections(options);
    this.bytesMax = options.valueBytesMax();
  }

  /** Reads the value at which the parser stands, which is not null. */
  void read(JsonParser parser, JsonToken token) throws IOException {
    switch (token) {
      case VALUE_STRING -> string(parser);
      case VALUE_NUMBER_INT -> whole(parser);
      case VALUE_NUMBER_FLOAT -> fraction(parser);
      case VALUE_TRUE, VALUE_FALSE -> {
        kind = Kind.BOOLEAN;
        whole = token == JsonToken.VALUE_TRUE ? 1 : 0;
      }
      default -> throw new IllegalStateException("No value begins with " + token);
    }
  }

  Kind kind() {
    return kind;
  }

  Type type() {
    return kind == Kind.DECIMAL ? Type.decimal(digits(), 0) : kind.type();
  }

  boolean truth() {
    return whole != 0;
  }

  /** A long, a date in days, a time in its unit, or the upper half of a uuid. */
  long whole() {
    return whole;
  }

  /** The lower half of a uuid. */
  long more() {
    return more;
  }

  double fraction() {
    return fraction;
  }

  BigInteger big() {
    return big;
  }

  int digits() {
    return big.abs().toString().length();
  }

  /** The text in UTF-8; of {@link #textLength()} bytes. */
  byte[] text() {
    return text.bytes();
  }

  int textLength() {
    return text.length();
  }

  /** Whether a long is exactly a double. */
  static boolean isExact(long value) {
    double converted = value;
    return converted != 0x1p63 && (long) converted == value;
  }

  private void string(JsonParser parser) throws IOException {
    char[] characters = parser.getTextCharacters();
    int from = parser.getTextOffset();
    int count = parser.getTextLength();
    if (!text.encode(characters, from, count)) {
      throw Refusal.because("A text holds half a surrogate pair");
    }
    if (detections.find(text.bytes(), 0, text.length())) {
      kind = detections.kind();
      whole = detections.whole();
      more = detections.more();
      return;
    }
    if (text.length() > bytesMax) {
      throw Refusal.because("A text is longer than " + bytesMax + " bytes");
    }
    kind = Kind.STRING;
  }

  private void whole(JsonParser parser) throws IOException {
    if (parser.getTextLength() <= LONG_DIGITS
        || parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      kind = Kind.LONG;
      whole = parser.getLongValue();
      return;
    }
    checkDigits(parser);
    big = parser.getBigIntegerValue();
    if (digits() <= Type.Decimal.MAX_PRECISION) {
      kind = Kind.DECIMAL;
    } else {
      verbatim(parser);
    }
  }

  private void fraction(JsonParser parser) throws IOException {
    checkDigits(parser);
    fraction = parser.getDoubleValue();
    if (Double.isInfinite(fraction)) {
      verbatim(parser);
    } else {
      kind = Kind.DOUBLE;
    }
  }

  private void verbatim(JsonParser parser) throws IOException {
    text.encode(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    kind = Kind.STRING;
  }

  private static void checkDigits(JsonParser parser) throws IOException {
    if (parser.getTextLength() > NUMBER_DIGITS_MAX) {
      throw Refusal.because("A number has more than " + NUMBER_DIGITS_MAX + " digits");
    }
  }
}
