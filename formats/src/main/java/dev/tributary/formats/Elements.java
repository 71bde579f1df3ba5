// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import dev.tributary.batch.Column;
import dev.tributary.batch.ListColumn;
import dev.tributary.batch.StructColumn;
import dev.tributary.schema.Type;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The arrays at one place: where each ends among the elements of all. */
final class Elements {

  private final StructColumn slots = (StructColumn) Column.of(Type.struct());
  private final Node element;
  private int[] offsets = new int[64];
  private int count;

  Elements(Node element) {
    this.element = element;
  }

  Node element() {
    return element;
  }

  /** The elements so far, those of the array that has not ended among them. */
  int count() {
    return count;
  }

  void countOne() {
    count++;
  }

  /** Ends the array that holds the elements counted since the last one ended. */
  void end() {
    slots.endStruct();
    endSlot();
  }

  void fill(int size) {
    while (slots.size() < size) {
      slots.appendNull();
      endSlot();
    }
  }

  Column slots() {
    return slots;
  }

  @Nullable Column seal(int size) {
    fill(size);
    Column elements = element.seal(count);
    return elements == null ? null : ListColumn.over(slots, offsets, elements);
  }

  void reset() {
    slots.reset();
    count = 0;
    element.reset();
  }

  void truncate(int size) {
    slots.truncate(size);
    count = offsets[slots.size()];
    element.truncate(count);
  }

  long bytes() {
    return 4L * slots.size() + element.bytes(count);
  }

  private void endSlot() {
    if (slots.size() == offsets.length) {
      offsets = Arrays.copyOf(offsets, offsets.length * 2);
    }
    offsets[slots.size()] = count;
  }
}
