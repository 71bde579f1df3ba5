// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import java.util.Arrays;

/**
 * Levels in Parquet's hybrid encoding, for numbers that come little by little: groups of eight
 * equal ones as a run, other groups packed bit by bit. A group is eight bytes of one long, the
 * first in the lowest, and is packed in three steps, each of which moves neighbours together.
 */
final class RunEncoder {

  private static final int GROUP = 8;
  private static final int PACKED_MAX = 63;
  private static final long ONES = 0x0101010101010101L;

  private final Bytes out;
  private final byte[] open = new byte[GROUP];
  private int width;

  /** The first of each two, four and eight neighbours, where each step finds them. */
  private long ofTwo;

  private long ofFour;
  private long ofEight;
  private int openCount;

  /** The value of the run, in each of eight bytes. */
  private long runGroup;

  private int runCount;

  /** Where the header of the packed groups stands that more can be added to. */
  private int packedAt;

  private int packedCount;

  RunEncoder(Bytes out) {
    this.out = out;
  }

  /** Starts anew behind what {@code out} holds, for values below {@code 1 << bitWidth}. */
  void begin(int bitWidth) {
    width = bitWidth;
    ofTwo = bits(bitWidth) * 0x0001000100010001L;
    ofFour = bits(2 * bitWidth) * 0x0000000100000001L;
    ofEight = bits(4 * bitWidth);
    openCount = 0;
    runCount = 0;
    packedCount = 0;
  }

  void add(int value, int count) {
    int left = count;
    while (left > 0 && openCount > 0) {
      addOpen((byte) value);
      left--;
    }
    if (left >= GROUP) {
      addRun(value * ONES, left & -GROUP);
      left &= GROUP - 1;
    }
    while (left-- > 0) {
      addOpen((byte) value);
    }
  }

  void add(byte[] values, int count) {
    int i = 0;
    while (i < count && openCount > 0) {
      addOpen(values[i++]);
    }
    for (; i + GROUP <= count; i += GROUP) {
      addGroup((long) Bytes.LONG.get(values, i));
    }
    while (i < count) {
      addOpen(values[i++]);
    }
  }

  /** The last group is filled up: a run ends where it ends, packed groups end with zeros. */
  void end() {
    int rest = openCount;
    if (rest > 0) {
      boolean goesOn = runCount > 0;
      for (int i = 0; i < rest && goesOn; i++) {
        goesOn = open[i] == (byte) runGroup;
      }
      if (goesOn) {
        runCount += rest;
      } else {
        Arrays.fill(open, rest, GROUP, (byte) 0);
        pack((long) Bytes.LONG.get(open, 0));
      }
      openCount = 0;
    }
    endRun();
  }

  private void addOpen(byte value) {
    open[openCount++] = value;
    if (openCount == GROUP) {
      openCount = 0;
      addGroup((long) Bytes.LONG.get(open, 0));
    }
  }

  private void addGroup(long group) {
    if (group == (group & 0xff) * ONES) {
      addRun(group, GROUP);
    } else {
      pack(group);
    }
  }

  private void addRun(long group, int count) {
    if (group != runGroup) {
      endRun();
      runGroup = group;
    }
    runCount += count;
  }

  private void endRun() {
    if (runCount > 0) {
      out.putVarInt(runCount << 1);
      for (int shift = 0; shift < width; shift += Byte.SIZE) {
        out.putByte((int) (runGroup >>> shift));
      }
      runCount = 0;
      packedCount = 0;
    }
  }

  private void pack(long group) {
    endRun();
    if (packedCount == 0 || packedCount == PACKED_MAX) {
      packedAt = out.claim(1);
      packedCount = 0;
    }
    packedCount++;
    out.data()[packedAt] = (byte) ((packedCount << 1) | 1);
    int at = out.claim(Long.BYTES);
    Bytes.LONG.set(out.data(), at, packed(group));
    out.truncate(at + width);
  }

  private long packed(long group) {
    int free = GROUP - width;
    long two = (group & ofTwo) | ((group >>> free) & (ofTwo << width));
    long four = (two & ofFour) | ((two >>> (2 * free)) & (ofFour << (2 * width)));
    return (four & ofEight) | ((four >>> (4 * free)) & (ofEight << (4 * width)));
  }

  private static long bits(int count) {
    return (1L << count) - 1;
  }
}
