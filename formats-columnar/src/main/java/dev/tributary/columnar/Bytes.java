// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;

/** A growing run of bytes; numbers go in little end first, as Parquet wants them. */
final class Bytes {

  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int FIRST_CAPACITY = 1 << 10;
  private static final int LARGEST = Integer.MAX_VALUE - 16;

  private byte[] data = new byte[FIRST_CAPACITY];
  private int size;

  byte[] data() {
    return data;
  }

  int size() {
    return size;
  }

  void putByte(int value) {
    reserve(1);
    data[size++] = (byte) value;
  }

  void putInt(int value) {
    reserve(Integer.BYTES);
    INT.set(data, size, value);
    size += Integer.BYTES;
  }

  void putLong(long value) {
    reserve(Long.BYTES);
    LONG.set(data, size, value);
    size += Long.BYTES;
  }

  void put(byte[] source, int from, int length) {
    reserve(length);
    System.arraycopy(source, from, data, size, length);
    size += length;
  }

  void put(Bytes other) {
    put(other.data, 0, other.size);
  }

  /** Appends a length of seven bits a byte, lowest first. */
  void putVarInt(int value) {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      putByte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    putByte(rest);
  }

  void putInts(long[] values, int count) {
    reserve((long) count * Integer.BYTES);
    int at = size;
    for (int i = 0; i < count; i++, at += Integer.BYTES) {
      INT.set(data, at, (int) values[i]);
    }
    size = at;
  }

  void putLongs(long[] values, int count) {
    reserve((long) count * Long.BYTES);
    int at = size;
    for (int i = 0; i < count; i++, at += Long.BYTES) {
      LONG.set(data, at, values[i]);
    }
    size = at;
  }

  /** Makes room for {@code more} bytes and says where they begin; the caller fills them. */
  int claim(int more) {
    reserve(more);
    int at = size;
    size += more;
    return at;
  }

  void setInt(int at, int value) {
    INT.set(data, at, value);
  }

  /** Moves what begins at {@code at} back by {@code more} bytes, which the caller fills. */
  void insert(int at, long more) {
    reserve(more);
    System.arraycopy(data, at, data, at + (int) more, size - at);
    size += (int) more;
  }

  /** Moves a part of the run to the front, over what is there. */
  void move(int from, int end, int to) {
    System.arraycopy(data, from, data, to, end - from);
  }

  void truncate(int newSize) {
    size = newSize;
  }

  /** Sets the lowest {@code width} bytes of a number, and says where they end. */
  int set(int at, int value, int width) {
    for (int i = 0; i < width; i++) {
      data[at + i] = (byte) (value >>> (Byte.SIZE * i));
    }
    return at + width;
  }

  /** Appends the lowest {@code width} bytes of a number. */
  void put(long value, int width) {
    reserve(width);
    for (int i = 0; i < width; i++) {
      data[size++] = (byte) (value >>> (Byte.SIZE * i));
    }
  }

  /** Empties the run; an array that grew past {@code keepMax} is given back. */
  void clear(int keepMax) {
    size = 0;
    if (data.length > keepMax) {
      data = new byte[FIRST_CAPACITY];
    }
  }

  /** A view; read it before the next change. */
  BytesInput view() {
    // From a buffer, as parquet-java copies what comes from an array.
    return BytesInput.from(ByteBuffer.wrap(data, 0, size));
  }

  void reserve(long more) {
    long needed = size + more;
    if (needed > data.length) {
      data = Arrays.copyOf(data, capacity(needed));
    }
  }

  private int capacity(long needed) {
    if (needed > LARGEST) {
      throw Refusals.tooLarge(needed);
    }
    return (int) Math.max(needed, Math.min(LARGEST, data.length * 2L));
  }
}
