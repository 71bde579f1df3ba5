// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

/**
 * How deep a node of the schema lies, in Parquet's levels.
 *
 * @param definition the definition level at which the node's parent is present
 * @param slot the definition level from which on an entry has a slot in the node's column: structs
 *     have slots where they are null, lists and maps have elements only where they have some
 * @param repetition how many lists and maps lie above
 */
record Depth(int definition, int slot, int repetition) {

  static final Depth ROOT = new Depth(0, 0, 0);

  Depth optional() {
    return new Depth(definition + 1, slot, repetition);
  }

  Depth repeated() {
    return new Depth(definition + 1, definition + 1, repetition + 1);
  }
}
