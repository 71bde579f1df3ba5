// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

/**
 * The repetition and definition levels at one node of the schema for some rows, and the slots of
 * the node's column that these rows take. Built once and read by every node below. While nothing
 * above is null or repeated the levels are all the same and are not spelt out: such levels are
 * <i>flat</i>.
 */
final class Levels {

  private byte[] repetition = new byte[0];
  private byte[] definition = new byte[0];
  private byte[] zeros = new byte[0];
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

  /** Starts spelling out at most {@code entries} levels for these slots. */
  void spell(int firstSlot, int endSlot, int entries) {
    flat = false;
    from = firstSlot;
    to = endSlot;
    size = 0;
    if (definition.length < entries) {
      repetition = new byte[entries + (entries >> 1)];
      definition = new byte[repetition.length];
    }
  }

  /**
   * Starts spelling out definition levels only, for the entries of {@code above}; its repetition
   * levels are shared, so valid as long as they are there. The caller fills the array.
   */
  byte[] define(Levels above) {
    flat = false;
    from = above.from;
    to = above.to;
    size = above.size;
    if (definition.length < size) {
      definition = new byte[size + (size >> 1)];
      zeros = new byte[definition.length];
    }
    repetition = above.flat ? zeros : above.repetition;
    return definition;
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

  /** Adds an entry; {@link #spell} made room for it. */
  void add(int repeated, int defined) {
    repetition[size] = (byte) repeated;
    definition[size++] = (byte) defined;
  }

  /** Adds {@code count} entries of equal levels. Lists are short. */
  void add(int repeated, int defined, int count) {
    for (int i = 0; i < count; i++) {
      add(repeated, defined);
    }
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
}
