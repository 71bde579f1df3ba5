// SPDX-License-Identifier: Apache-2.0
package dev.tributary.batch;

import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.Arrays;

/**
 * Lists as one dense column of elements behind offsets. To append a present list, append its
 * elements to {@link #elements()} and then call {@link #endList()}.
 */
public final class ListColumn extends Column {

  private final Column elements;
  private int[] offsets = new int[FIRST_CAPACITY + 1];

  ListColumn(Type.ListOf type) {
    super(type);
    this.elements = Column.of(type.element());
  }

  private ListColumn(Type type, ListColumn other, Column elements) {
    super(type, other);
    this.elements = elements;
    this.offsets = other.offsets;
  }

  private ListColumn(Column elements, int[] offsets) {
    super(Type.list(elements.type()));
    this.elements = elements;
    this.offsets = offsets;
  }

  /**
   * Lists over elements that were filled by themselves, for sources that learn of types while they
   * read. Shares the arrays, so it is for reading, until one of them changes.
   *
   * @param slots a column of any type that is null where the lists are
   * @param offsets from 0, one more than {@code slots} has; equal around a null list
   * @throws IllegalArgumentException when the last offset is not the number of elements
   */
  public static ListColumn over(Column slots, int[] offsets, Column elements) {
    if (offsets[slots.size()] != elements.size()) {
      throw new IllegalArgumentException(
          "Lists end at " + offsets[slots.size()] + " of " + elements.size() + " elements");
    }
    ListColumn column = new ListColumn(elements, offsets);
    column.shareSlots(slots);
    return column;
  }

  public Column elements() {
    return elements;
  }

  /** Where each list begins among the elements, and after the last one where it ends; read only. */
  public int[] offsets() {
    return offsets;
  }

  public int start(int slot) {
    return offsets[slot];
  }

  public int length(int slot) {
    return offsets[slot + 1] - offsets[slot];
  }

  /** Ends one present list with the elements appended since the last one ended. */
  public void endList() {
    appendEmptySlot();
    grow();
  }

  @Override
  public void reset() {
    super.reset();
    elements.reset();
  }

  @Override
  Column renamed(Type renamed) {
    return type() instanceof Type.ListOf from
            && renamed instanceof Type.ListOf to
            && from.elementRequired() == to.elementRequired()
        ? new ListColumn(to, this, elements.as(to.element()))
        : super.renamed(renamed);
  }

  @Override
  public long bytes() {
    return elements.bytes() + 4L * size();
  }

  @Override
  void appendEmptySlot() {
    if (size() + 2 > offsets.length) {
      offsets = Arrays.copyOf(offsets, capacity(offsets.length, size() + 2));
    }
    offsets[size() + 1] = elements.size();
  }

  @Override
  void truncateChildren(int newSize) {
    elements.truncate(offsets[newSize]);
  }

  @Override
  void appendPresent(Column source, int slot) {
    ListColumn other = (ListColumn) source;
    for (int i = other.offsets[slot]; i < other.offsets[slot + 1]; i++) {
      elements.appendFrom(other.elements, i);
    }
    endList();
  }

  @Override
  void appendBoxed(Object value) {
    if (!(value instanceof Iterable<?> list)) {
      throw misfit(value);
    }
    for (Object element : list) {
      elements.append(element);
    }
    endList();
  }

  @Override
  Object boxed(int slot) {
    Object[] list = new Object[length(slot)];
    for (int i = 0; i < list.length; i++) {
      list[i] = elements.value(offsets[slot] + i);
    }
    return new ArrayList<>(Arrays.asList(list));
  }
}
