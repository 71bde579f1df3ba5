// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.batch.Column;
import dev.tributary.batch.StructColumn;
import java.util.List;
import java.util.Optional;

/** A struct; its fields that the file does not have are null. */
final class StructRead implements ReadNode {

  private final int presentFrom;
  private final List<Optional<ReadNode>> children;
  private final List<ReadNode> inFile;
  private final boolean witnessed;

  /**
   * @param presentFrom the definition level from which on the struct is present
   * @param children one per field of the rows; empty where the file has none
   * @param inFile the children that the file has, or else a witness
   */
  StructRead(int presentFrom, List<Optional<ReadNode>> children, List<ReadNode> inFile) {
    this.presentFrom = presentFrom;
    this.children = List.copyOf(children);
    this.inFile = List.copyOf(inFile);
    this.witnessed = inFile.get(0) instanceof Witness;
  }

  @Override
  public void read(Column column) {
    if (definition() < presentFrom) {
      skip();
      column.appendNull();
    } else {
      readPresent((StructColumn) column);
    }
  }

  @Override
  public void skip() {
    inFile.forEach(ReadNode::skip);
  }

  @Override
  public int definition() {
    return inFile.get(0).definition();
  }

  @Override
  public int repetition() {
    return inFile.get(0).repetition();
  }

  /** Children that get no value here are filled with null when the struct ends. */
  private void readPresent(StructColumn struct) {
    for (int i = 0; i < children.size(); i++) {
      Column child = struct.child(i);
      children.get(i).ifPresent(node -> node.read(child));
    }
    if (witnessed) {
      skip();
    }
    struct.endStruct();
  }
}
