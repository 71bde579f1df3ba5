// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.batch.Column;
import dev.tributary.batch.ListColumn;
import dev.tributary.batch.MapColumn;
import java.util.List;

/** A list or a map: goes on while the next entry repeats at its own level. */
final class RepeatedRead implements ReadNode {

  private final int presentFrom;
  private final int filledFrom;
  private final int ownRepetition;
  private final List<ReadNode> children;

  /**
   * @param presentFrom the definition level from which on the list is present
   * @param below where its elements lie
   * @param children the element of a list; the key and the value of a map
   */
  RepeatedRead(int presentFrom, Depth below, List<ReadNode> children) {
    this.presentFrom = presentFrom;
    this.filledFrom = below.definition();
    this.ownRepetition = below.repetition();
    this.children = List.copyOf(children);
  }

  @Override
  public void read(Column column) {
    int defined = definition();
    if (defined >= filledFrom) {
      readElements(column);
    } else {
      skip();
    }
    if (defined < presentFrom) {
      column.appendNull();
    } else if (column instanceof ListColumn list) {
      list.endList();
    } else {
      ((MapColumn) column).endMap();
    }
  }

  private void readElements(Column column) {
    do {
      if (column instanceof ListColumn list) {
        children.get(0).read(list.elements());
      } else {
        MapColumn map = (MapColumn) column;
        children.get(0).read(map.keys());
        children.get(1).read(map.values());
      }
    } while (repetition() == ownRepetition);
  }

  @Override
  public void skip() {
    children.forEach(ReadNode::skip);
  }

  @Override
  public int definition() {
    return children.get(0).definition();
  }

  @Override
  public int repetition() {
    return children.get(0).repetition();
  }
}
