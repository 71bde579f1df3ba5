// SPDX-License-Identifier: Apache-2.0
package dev.tributary.batch;

import dev.tributary.schema.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Values of any length behind offsets: text and JSON as UTF-8, and binary. Slot {@code i} is the
 * bytes from {@code offsets[i]} to before {@code offsets[i + 1]}.
 */
public final class BytesColumn extends Column {

  private byte[] data = new byte[FIRST_CAPACITY * 8];
  private int[] offsets = new int[FIRST_CAPACITY + 1];

  BytesColumn(Type type) {
    super(type);
  }

  /** Appends a copy of {@code length} bytes; for text they must be valid UTF-8. */
  public void append(byte[] source, int from, int length) {
    int start = offsets[size()];
    if (start + length > data.length || start + length < 0) {
      data = Arrays.copyOf(data, capacity(data.length, start + length));
    }
    System.arraycopy(source, from, data, start, length);
    endSlot(start + length);
    grow();
  }

  public void append(byte[] source) {
    append(source, 0, source.length);
  }

  /** Appends text as UTF-8; a lone surrogate becomes a question mark. */
  public void append(String text) {
    append(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The bytes of all slots, one behind the other; read only, longer than needed. */
  public byte[] data() {
    return data;
  }

  /** Where each slot begins, and after the last one where it ends; read only. */
  public int[] offsets() {
    return offsets;
  }

  public int start(int slot) {
    return offsets[slot];
  }

  public int length(int slot) {
    return offsets[slot + 1] - offsets[slot];
  }

  /** The slot's bytes decoded from UTF-8. */
  public String text(int slot) {
    return new String(data, offsets[slot], length(slot), StandardCharsets.UTF_8);
  }

  @Override
  public long bytes() {
    return offsets[size()] + 4L * size();
  }

  @Override
  void appendEmptySlot() {
    endSlot(offsets[size()]);
  }

  @Override
  void appendPresent(Column source, int slot) {
    BytesColumn other = (BytesColumn) source;
    append(other.data, other.offsets[slot], other.length(slot));
  }

  @Override
  void appendBoxed(Object value) {
    if (type().equals(Type.BINARY)) {
      appendBinary(value);
    } else if (value instanceof CharSequence text) {
      append(text.toString());
    } else {
      throw misfit(value);
    }
  }

  @Override
  Object boxed(int slot) {
    return type().equals(Type.BINARY)
        ? ByteBuffer.wrap(Arrays.copyOfRange(data, offsets[slot], offsets[slot + 1]))
            .asReadOnlyBuffer()
        : text(slot);
  }

  private void appendBinary(Object value) {
    if (value instanceof byte[] bytes) {
      append(bytes);
    } else if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      append(bytes);
    } else {
      throw misfit(value);
    }
  }

  private void endSlot(int end) {
    if (size() + 2 > offsets.length) {
      offsets = Arrays.copyOf(offsets, capacity(offsets.length, size() + 2));
    }
    offsets[size() + 1] = end;
  }
}
