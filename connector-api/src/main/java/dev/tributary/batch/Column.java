// SPDX-License-Identifier: Apache-2.0
package dev.tributary.batch;

import dev.tributary.schema.Type;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of one field, row after row, in primitive arrays. A column is filled by appending,
 * then read; {@link #reset()} empties it for the next fill and keeps its arrays. Owned by one
 * thread at a time.
 *
 * <p>Canonical form, which appending keeps: every column has its own null bitmap, also where the
 * field is required; a null slot of a struct is null in all its children; a null list or map has no
 * elements; children of lists and maps are dense behind contiguous offsets. So the values of a leaf
 * are one contiguous range without its nulls.
 */
public abstract sealed class Column
    permits BooleanColumn,
        IntColumn,
        LongColumn,
        FloatColumn,
        DoubleColumn,
        WideColumn,
        BytesColumn,
        StructColumn,
        ListColumn,
        MapColumn {

  static final int FIRST_CAPACITY = 64;

  private final Type type;
  private long[] nulls = new long[1];
  private int nullCount;
  private int size;

  Column(Type type) {
    this.type = type;
  }

  /** A view of the values of {@code other} under another type. */
  Column(Type type, Column other) {
    this.type = type;
    this.nulls = other.nulls;
    this.nullCount = other.nullCount;
    this.size = other.size;
  }

  /** An empty column for values of {@code type}. */
  public static Column of(Type type) {
    return Columns.create(type);
  }

  public final Type type() {
    return type;
  }

  /** Slots filled so far, null ones included. */
  public final int size() {
    return size;
  }

  public final int nullCount() {
    return nullCount;
  }

  public final boolean isNull(int slot) {
    return nullCount > 0 && (nulls[slot >> 6] & (1L << slot)) != 0;
  }

  /**
   * The null bitmap: bit {@code slot & 63} of word {@code slot >> 6} is set where the slot is null.
   * Read only; longer than needed; meaningless when {@link #nullCount()} is 0.
   */
  public final long[] nulls() {
    return nulls;
  }

  public final void appendNull() {
    nulls[size >> 6] |= 1L << size;
    nullCount++;
    appendEmptySlot();
    grow();
  }

  /** Appends nulls until {@code newSize} slots are filled. */
  public final void appendNullsUntil(int newSize) {
    while (size < newSize) {
      appendNull();
    }
  }

  /** Empties the column; its arrays are used again. */
  public void reset() {
    Arrays.fill(nulls, 0, Math.min(nulls.length, (size >> 6) + 1), 0L);
    size = 0;
    nullCount = 0;
  }

  /** Forgets the slots from {@code newSize} on, if there are any. */
  public final void truncate(int newSize) {
    if (newSize < size) {
      truncateChildren(newSize);
    }
    while (size > newSize) {
      size--;
      if (isNull(size)) {
        nulls[size >> 6] &= ~(1L << size);
        nullCount--;
      }
    }
  }

  /** Appends the value, or the null, at {@code slot} of a column of the same type. */
  public final void appendFrom(Column source, int slot) {
    if (source.isNull(slot)) {
      appendNull();
    } else {
      appendPresent(source, slot);
    }
  }

  /**
   * Appends a boxed value of the Java type that {@link RowView} names for this column's type, or
   * null. The slow door.
   *
   * @throws IllegalArgumentException when the value has another Java type or does not fit
   */
  public final void append(@Nullable Object value) {
    if (value == null) {
      appendNull();
    } else {
      appendBoxed(value);
    }
  }

  /** The value at {@code slot}, boxed as {@link RowView} says, or null. */
  public final @Nullable Object value(int slot) {
    return isNull(slot) ? null : boxed(slot);
  }

  /**
   * The same values under a type in which only fields of structs are called otherwise; this very
   * column where nothing is. No value is copied. Read only, and valid until this column is appended
   * to or reset.
   *
   * @throws IllegalArgumentException when the types differ in more than names
   */
  public final Column as(Type renamed) {
    return type.equals(renamed) ? this : renamed(renamed);
  }

  /** A view under a type that is not equal; leaves have none. */
  Column renamed(Type renamed) {
    throw new IllegalArgumentException("Values of " + type + " cannot be called " + renamed);
  }

  /** About how many bytes the filled slots take, children included. */
  public abstract long bytes();

  /** Appends what stands in the value arrays at a null slot. */
  abstract void appendEmptySlot();

  /** Forgets what children hold for slots from {@code newSize} on. */
  void truncateChildren(int newSize) {}

  abstract void appendPresent(Column source, int slot);

  abstract void appendBoxed(Object value);

  abstract Object boxed(int slot);

  /** Counts one present slot more; called after its value was stored. */
  final void grow() {
    size++;
    if ((size >> 6) == nulls.length) {
      nulls = Arrays.copyOf(nulls, nulls.length * 2);
    }
  }

  /** Counts {@code more} present slots at once. */
  final void grow(int more) {
    size += more;
    if ((size >> 6) >= nulls.length) {
      nulls = Arrays.copyOf(nulls, Math.max(nulls.length * 2, (size >> 6) + 1));
    }
  }

  /** Has the slots of another column from now on, and its null bitmap itself. */
  final void shareSlots(Column slots) {
    nulls = slots.nulls;
    nullCount = slots.nullCount;
    size = slots.size;
  }

  final IllegalArgumentException misfit(Object value) {
    return new IllegalArgumentException(
        "A " + value.getClass().getName() + " does not fit a column of type " + type);
  }

  /** The length of an array that must hold at least {@code needed} elements. */
  static int capacity(int present, int needed) {
    if (needed < 0) {
      throw new IllegalArgumentException("A column grew past " + Integer.MAX_VALUE + " elements");
    }
    return Math.max(
        needed, (int) Math.min(Integer.MAX_VALUE - 16L, present + (present >> 1) + 16L));
  }
}
