// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.batch.Column;

/**
 * Some leaf below a struct whose own fields are all unwanted or missing: it knows whether the
 * struct is there. It may lie in a list, and then has several entries for one struct.
 */
final class Witness implements ReadNode {

  private final ReadNode leaf;
  private final int repetitionAbove;

  Witness(ReadNode leaf, Depth struct) {
    this.leaf = leaf;
    this.repetitionAbove = struct.repetition();
  }

  @Override
  public void read(Column column) {
    throw new IllegalStateException("A witness has no value");
  }

  @Override
  public void skip() {
    do {
      leaf.skip();
    } while (leaf.repetition() > repetitionAbove);
  }

  @Override
  public int definition() {
    return leaf.definition();
  }

  @Override
  public int repetition() {
    return leaf.repetition();
  }
}
