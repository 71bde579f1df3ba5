// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

/** The numbers by which version 1 of Parquet's variant encoding tells values apart. */
final class VariantKinds {

  static final int VERSION = 1;

  /** The lowest two bits of a value's first byte; the six above say more. */
  static final int PRIMITIVE = 0;

  static final int SHORT_STRING = 1;
  static final int OBJECT = 2;
  static final int ARRAY = 3;

  static final int NULL = 0;
  static final int TRUE = 1;
  static final int FALSE = 2;
  static final int INT8 = 3;
  static final int INT16 = 4;
  static final int INT32 = 5;
  static final int INT64 = 6;
  static final int DOUBLE = 7;
  static final int DECIMAL4 = 8;
  static final int DECIMAL8 = 9;
  static final int DECIMAL16 = 10;
  static final int DATE = 11;
  static final int TIMESTAMP_ZONED = 12;
  static final int TIMESTAMP = 13;
  static final int FLOAT = 14;
  static final int BINARY = 15;
  static final int STRING = 16;
  static final int TIME = 17;
  static final int TIMESTAMP_NANOS_ZONED = 18;
  static final int TIMESTAMP_NANOS = 19;
  static final int UUID = 20;

  static final int SHORT_STRING_BYTES_MAX = 63;
  static final int SMALL_COUNT_MAX = 255;

  private VariantKinds() {}

  /** How many bytes hold every number up to {@code max}. */
  static int width(int max) {
    return Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(max) + 7) / Byte.SIZE);
  }
}
