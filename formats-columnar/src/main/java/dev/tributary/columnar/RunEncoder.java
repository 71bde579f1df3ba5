// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import org.apache.parquet.column.values.bitpacking.BytePacker;
import org.apache.parquet.column.values.bitpacking.Packer;

/**
 * Levels as runs of equal ones and as groups of eight packed bit by bit: Parquet's hybrid encoding,
 * for numbers that come little by little. A run begins only where the packed groups before it are
 * whole, so its first values may go to fill a group.
 */
final class RunEncoder {

  private static final int GROUP = 8;
  private static final int PACKED_MAX = 504;

  private final Bytes out;
  private final int[] packed = new int[PACKED_MAX];
  private BytePacker packer = Packer.LITTLE_ENDIAN.newBytePacker(0);
  private int width;
  private int packedCount;
  private int runValue;
  private int runCount;

  RunEncoder(Bytes out) {
    this.out = out;
  }

  /** Starts anew behind what {@code out} holds, for values below {@code 1 << bitWidth}. */
  void begin(int bitWidth) {
    if (bitWidth != width) {
      packer = Packer.LITTLE_ENDIAN.newBytePacker(bitWidth);
      width = bitWidth;
    }
    packedCount = 0;
    runCount = 0;
  }

  void add(int value, int count) {
    if (value == runValue) {
      runCount += count;
    } else {
      endRun();
      runValue = value;
      runCount = count;
    }
  }

  void add(byte[] values, int count) {
    for (int i = 0; i < count; ) {
      int start = i;
      byte value = values[i];
      do {
        i++;
      } while (i < count && values[i] == value);
      add(value, i - start);
    }
  }

  void end() {
    endRun();
    while (packedCount % GROUP != 0) {
      packed[packedCount++] = 0;
    }
    writePacked();
  }

  private void endRun() {
    int open = -packedCount & (GROUP - 1);
    if (runCount - open < GROUP) {
      pack(runCount);
    } else {
      pack(open);
      writePacked();
      writeRun();
    }
    runCount = 0;
  }

  private void pack(int count) {
    for (int i = 0; i < count; i++) {
      if (packedCount == PACKED_MAX) {
        writePacked();
      }
      packed[packedCount++] = runValue;
    }
    runCount -= count;
  }

  private void writeRun() {
    out.putVarInt(runCount << 1);
    for (int shift = 0; shift < width; shift += Byte.SIZE) {
      out.putByte(runValue >>> shift);
    }
  }

  private void writePacked() {
    if (packedCount == 0) {
      return;
    }
    int groups = packedCount / GROUP;
    out.putByte(groups << 1 | 1);
    int at = out.claim(groups * width);
    for (int i = 0; i < packedCount; i += GROUP, at += width) {
      packer.pack8Values(packed, i, out.data(), at);
    }
    packedCount = 0;
  }
}
