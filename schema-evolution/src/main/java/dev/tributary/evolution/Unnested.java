// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Batch;
import dev.tributary.batch.Column;
import dev.tributary.batch.ListColumn;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows that one batch has for one table. */
final class Unnested {

  private final TableShape layout;
  private final @Nullable Unnested above;
  private final List<Column> level;
  private final int size;
  private final int[] parents;
  private final int[] roots;

  /** The rows of the root table. */
  Unnested(TableShape layout, Batch batch) {
    this.layout = layout;
    this.above = null;
    this.level = batch.columns();
    this.size = batch.rows();
    this.parents = new int[0];
    this.roots = parents;
  }

  private Unnested(TableShape layout, Unnested above, ListColumn lists) {
    this.layout = layout;
    this.above = above;
    this.level = layout.draft().level(lists.elements());
    this.size = lists.elements().size();
    this.parents = new int[size];
    this.roots = above.above == null ? parents : new int[size];
    for (int slot = 0; slot < lists.size(); slot++) {
      Arrays.fill(parents, lists.start(slot), lists.start(slot) + lists.length(slot), slot);
    }
    for (int i = 0; i < size && roots != parents; i++) {
      roots[i] = above.roots[parents[i]];
    }
  }

  /** The elements of the lists of one child table. */
  Unnested child(int index) {
    ColumnStep list = layout.draft().children().get(index).list();
    return new Unnested(layout.children().get(index), this, (ListColumn) list.in(level));
  }

  TableShape layout() {
    return layout;
  }

  /** The rows that hold the lists; null above the root. */
  @Nullable Unnested above() {
    return above;
  }

  /** The rows of the root table. */
  Unnested root() {
    return above == null ? this : above.root();
  }

  List<Column> level() {
    return level;
  }

  int size() {
    return size;
  }

  /** For each row of a child table, the row above it. */
  int[] parents() {
    return parents;
  }

  /** For each row of a child table, the row of the batch. */
  int[] roots() {
    return roots;
  }

  Shape.Rows toRows() {
    Batch batch = new Batch(layout.schema(), layout.columns(level), size);
    return above == null
        ? new Shape.Rows(layout.suffix(), batch)
        : new Shape.Rows(layout.suffix(), batch, row -> roots[row]);
  }
}
