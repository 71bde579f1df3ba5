// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.batch.Column;
import dev.tributary.batch.ListColumn;
import dev.tributary.batch.MapColumn;
import dev.tributary.schema.FieldPath;
import java.util.List;

/**
 * A list or a map. Its first element keeps the repetition level of the row or element it hangs
 * below, the others repeat at this list's own; an empty one is an entry without an element, and a
 * null one an entry one definition level lower.
 */
final class RepeatedNode implements Node {

  private final FieldPath path;
  private final Depth depth;
  private final boolean optional;
  private final List<Node> children;
  private final Levels own = new Levels();

  /**
   * @param children the element of a list; the key and the value of a map
   */
  RepeatedNode(FieldPath path, Depth depth, boolean optional, List<Node> children) {
    this.path = path;
    this.depth = depth;
    this.optional = optional;
    this.children = List.copyOf(children);
  }

  @Override
  public void write(Column column, Levels levels, int rows) {
    if (column instanceof ListColumn list) {
      spell(list, list.offsets(), levels);
      children.get(0).write(list.elements(), own, rows);
    } else {
      MapColumn map = (MapColumn) column;
      spell(map, map.offsets(), levels);
      children.get(0).write(map.keys(), own, rows);
      children.get(1).write(map.values(), own, rows);
    }
  }

  private void spell(Column column, int[] offsets, Levels levels) {
    int first = offsets[levels.from()];
    int end = offsets[levels.to()];
    own.spell(first, end, levels.size() + end - first);
    int slot = levels.from();
    for (int i = 0; i < levels.size(); i++) {
      int defined = levels.isFlat() ? depth.definition() : levels.definition()[i];
      int repeated = levels.isFlat() ? 0 : levels.repetition()[i];
      if (defined < depth.definition()) {
        own.add(repeated, defined);
      } else {
        spellSlot(repeated, column.isNull(slot), offsets[slot + 1] - offsets[slot]);
      }
      if (defined >= depth.slot()) {
        slot++;
      }
    }
  }

  private void spellSlot(int repeated, boolean isNull, int length) {
    int empty = optional ? depth.definition() + 1 : depth.definition();
    if (isNull) {
      refuseUnlessOptional();
      own.add(repeated, depth.definition());
    } else if (length == 0) {
      own.add(repeated, empty);
    } else {
      own.add(repeated, empty + 1);
      own.add(depth.repetition() + 1, empty + 1, length - 1);
    }
  }

  private void refuseUnlessOptional() {
    if (!optional) {
      throw Refusals.nullInRequired(path);
    }
  }
}
