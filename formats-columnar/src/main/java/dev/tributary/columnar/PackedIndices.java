// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

/**
 * The dictionary indices of a whole page in Parquet's hybrid encoding: eight and more equal ones as
 * a run, what lies between packed bit by bit. One loop packs every width, so that it is compiled
 * once and not for each width that a growing dictionary goes through.
 */
final class PackedIndices {

  private static final int GROUP = 8;

  private PackedIndices() {}

  /** Appends the first {@code count} indices, all below {@code 1 << width}. */
  static void write(int[] indices, int count, int width, Bytes out) {
    for (int at = 0; at < count; ) {
      int end = endOfRun(indices, at, count);
      if (end - at >= GROUP) {
        writeRun(indices[at], end - at, width, out);
      } else {
        end = endOfGroups(indices, at, count);
        pack(indices, at, end, width, out);
      }
      at = end;
    }
  }

  private static int endOfRun(int[] indices, int from, int count) {
    int end = from + 1;
    while (end < count && indices[end] == indices[from]) {
      end++;
    }
    return end;
  }

  /** Whole groups until a run begins with one, or until there are no more indices. */
  private static int endOfGroups(int[] indices, int from, int count) {
    int end = from + GROUP;
    while (end < count && !isGroupOfEquals(indices, end, count)) {
      end += GROUP;
    }
    return Math.min(end, count);
  }

  private static boolean isGroupOfEquals(int[] indices, int from, int count) {
    int end = from + GROUP;
    if (end > count) {
      return false;
    }
    for (int i = from + 1; i < end; i++) {
      if (indices[i] != indices[from]) {
        return false;
      }
    }
    return true;
  }

  private static void writeRun(int index, int length, int width, Bytes out) {
    out.putVarInt(length << 1);
    for (int shift = 0; shift < width; shift += Byte.SIZE) {
      out.putByte(index >>> shift);
    }
  }

  /** The last group is filled up with zeros. */
  private static void pack(int[] indices, int from, int to, int width, Bytes out) {
    int groups = (to - from + GROUP - 1) / GROUP;
    out.putVarInt(groups << 1 | 1);
    int at = out.claim(groups * width);
    byte[] data = out.data();
    long open = 0;
    int bits = 0;
    for (int i = from; i < to; i++) {
      open |= (long) indices[i] << bits;
      bits += width;
      if (bits >= Integer.SIZE) {
        Bytes.INT.set(data, at, (int) open);
        at += Integer.BYTES;
        open >>>= Integer.SIZE;
        bits -= Integer.SIZE;
      }
    }
    for (; at < out.size(); at++, open >>>= Byte.SIZE) {
      data[at] = (byte) open;
    }
  }
}
