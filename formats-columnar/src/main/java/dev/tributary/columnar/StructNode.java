// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.batch.Column;
import dev.tributary.batch.StructColumn;
import dev.tributary.schema.FieldPath;
import java.util.List;

/** A struct: where it may be null it adds one definition level; its children share the result. */
final class StructNode implements Node {

  private final FieldPath path;
  private final Depth depth;
  private final boolean optional;
  private final List<Node> children;
  private final Levels own = new Levels();

  StructNode(FieldPath path, Depth depth, boolean optional, List<Node> children) {
    this.path = path;
    this.depth = depth;
    this.optional = optional;
    this.children = List.copyOf(children);
  }

  @Override
  public void write(Column column, Levels levels, int rows) {
    Levels below = below(column, levels);
    List<Column> columns = ((StructColumn) column).children();
    for (int i = 0; i < children.size(); i++) {
      children.get(i).write(columns.get(i), below, rows);
    }
  }

  private Levels below(Column column, Levels levels) {
    if (levels.isFlat() && column.nullCount() == 0) {
      return levels;
    }
    if (!optional) {
      refuseNulls(column, levels);
      return levels;
    }
    if (levels.isFlat()) {
      spellFlat(column, levels);
    } else {
      spell(column, levels);
    }
    return own;
  }

  private void spellFlat(Column column, Levels levels) {
    byte[] defined = own.define(levels);
    for (int i = 0, slot = levels.from(); slot < levels.to(); i++, slot++) {
      defined[i] = (byte) (depth.definition() + (column.isNull(slot) ? 0 : 1));
    }
  }

  private void spell(Column column, Levels levels) {
    byte[] defined = own.define(levels);
    byte[] above = levels.definition();
    int there = depth.definition();
    if (column.nullCount() == 0) {
      for (int i = 0; i < levels.size(); i++) {
        defined[i] = (byte) (above[i] == there ? there + 1 : above[i]);
      }
      return;
    }
    int slot = levels.from();
    for (int i = 0; i < levels.size(); i++) {
      defined[i] = (byte) (above[i] == there && !column.isNull(slot) ? there + 1 : above[i]);
      slot += above[i] >= depth.slot() ? 1 : 0;
    }
  }

  private void refuseNulls(Column column, Levels levels) {
    int slot = levels.from();
    for (int i = 0; i < levels.size(); i++) {
      int defined = levels.isFlat() ? depth.definition() : levels.definition()[i];
      if (defined == depth.definition() && column.isNull(slot)) {
        throw Refusals.nullInRequired(path);
      }
      if (defined >= depth.slot()) {
        slot++;
      }
    }
  }
}
