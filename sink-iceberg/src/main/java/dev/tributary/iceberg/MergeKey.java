// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.StructLike;
import org.jspecify.annotations.Nullable;

/**
 * The key of a row as a hash table wants it: equal for equal values, and comparable, so that keys
 * somebody chose to collide cost a logarithm and not a walk.
 */
record MergeKey(List<Comparable<Object>> values) implements Comparable<MergeKey> {

  /** The key of a row, which may be used again; null when a part of it is. */
  static @Nullable Comparable<?> of(StructLike row, int keys) {
    if (keys == 1) {
      return value(row, 0);
    }
    List<Comparable<Object>> values = new ArrayList<>(keys);
    for (int i = 0; i < keys; i++) {
      Comparable<Object> value = value(row, i);
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    return new MergeKey(values);
  }

  /** How often rows are read when so many keys are looked at in each pass. */
  static int passes(long rows, long keysMax) {
    return Math.toIntExact((rows + keysMax - 1) / keysMax);
  }

  /**
   * The pass of a key. Tables of hashes take their slots from the low bits; this goes by others.
   */
  static int pass(Comparable<?> key, int passes) {
    return Math.floorMod((key.hashCode() * 0x9E3779B9) >>> 8, passes);
  }

  /** A value that stays when the row is used again. */
  @SuppressWarnings("unchecked")
  static @Nullable Comparable<Object> value(StructLike row, int place) {
    Object value = row.get(place, Object.class);
    if (value instanceof ByteBuffer bytes) {
      ByteBuffer copy = ByteBuffer.allocate(bytes.remaining());
      copy.put(bytes.duplicate()).flip();
      return (Comparable<Object>) (Object) copy;
    }
    return (Comparable<Object>) (value instanceof CharSequence text ? text.toString() : value);
  }

  @Override
  public int compareTo(MergeKey other) {
    for (int i = 0; i < values.size(); i++) {
      int difference = values.get(i).compareTo(other.values.get(i));
      if (difference != 0) {
        return difference;
      }
    }
    return 0;
  }
}
