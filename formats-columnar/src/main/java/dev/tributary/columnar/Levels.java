// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import java.util.Arrays;

/**
 * The repetition and definition levels at one node of the schema for some rows, and the slots of
 * the node's column that these rows take. Built once and read by every node below. While nothing
 * above is null or repeated the levels are all the same and are not spelt out: such levels are
 * <i>flat</i>.
 */
final class Levels {

  private byte[] repetition = new byte[0];
  private byte[] definition = new byte[0];
  private boolean flat;
  private int size;
  private int from;
  private int to;

  /** Every slot is there, once. */
  void flat(int firstSlot, int endSlot) {
    flat = true;
    from = firstSlot;
    to = endSlot;
    size = endSlot - firstSlot;
  }

  /** Starts spelling out levels for these slots. */
  void spell(int firstSlot, int endSlot) {
    flat = false;
    from = firstSlot;
    to = endSlot;
    size = 0;
  }

  /**
   * The same levels over slots that begin at 0; shared, so valid as long as those of {@code other}.
   */
  void rebase(Levels other) {
    repetition = other.repetition;
    definition = other.definition;
    flat = other.flat;
    size = other.size;
    from = 0;
    to = other.to - other.from;
  }

  void add(int repeated, int defined) {
    reserve(1);
    repetition[size] = (byte) repeated;
    definition[size++] = (byte) defined;
  }

  /** Adds {@code count} entries of equal levels. */
  void add(int repeated, int defined, int count) {
    reserve(count);
    Arrays.fill(repetition, size, size + count, (byte) repeated);
    Arrays.fill(definition, size, size + count, (byte) defined);
    size += count;
  }

  boolean isFlat() {
    return flat;
  }

  int size() {
    return size;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** Read only; without meaning when flat. */
  byte[] repetition() {
    return repetition;
  }

  /** Read only; without meaning when flat. */
  byte[] definition() {
    return definition;
  }

  private void reserve(int more) {
    if (size + more > definition.length) {
      int length = Math.max(size + more, definition.length + (definition.length >> 1) + 1024);
      repetition = Arrays.copyOf(repetition, length);
      definition = Arrays.copyOf(definition, length);
    }
  }
}
