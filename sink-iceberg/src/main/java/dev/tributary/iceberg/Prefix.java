// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.batch.BytesColumn;

/** Beginnings of texts and bytes, as Iceberg truncates them. */
final class Prefix {

  private Prefix() {}

  /** How many bytes the first {@code width} code points of a text, or bytes, take. */
  static int length(BytesColumn column, int slot, int width, boolean text) {
    int length = column.length(slot);
    if (length <= width) {
      return length;
    }
    return text ? points(column.data(), column.start(slot), length, width) : width;
  }

  private static int points(byte[] data, int start, int length, int width) {
    int points = 0;
    for (int i = 0; i < length; i++) {
      boolean begins = (data[start + i] & 0xC0) != 0x80;
      if (begins && points++ == width) {
        return i;
      }
    }
    return length;
  }
}
