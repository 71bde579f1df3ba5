// SPDX-License-Identifier: Apache-2.0
package dev.tributary.load;

import dev.tributary.schema.Schema;
import java.util.List;
import java.util.Optional;

/**
 * What one commit makes visible, in all tables it touches. It is decided when its anchor, the first
 * part, is committed; from then on it is never abandoned. Immutable.
 *
 * @param previous the load of this chain that it follows, {@link LoadId#NONE} for the first
 * @param parts one per table, the anchor first
 */
public record Load(
    LoadId id, Chain chain, LoadId previous, Position from, Position to, List<Part> parts) {

  public Load {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("Load " + id + " touches no table");
    }
  }

  public Part anchor() {
    return parts.get(0);
  }

  public Optional<Part> part(TableName table) {
    return parts.stream().filter(part -> part.table().equals(table)).findFirst();
  }

  /**
   * What a load does to one table.
   *
   * <p>A part that merges and has a parent follows it: its keys are the columns that hold the
   * parent's, in the same order. Rows of the table go whose parent came in the parent's part, be it
   * replaced or deleted; of the staged rows those stay whose parent stayed there, the row with
   * their key and their {@link WriteMode#ARRIVAL}. Where the parent only inserts, rows that are
   * there stay. It is committed after its parent.
   *
   * @param schema of the table as the load expects it
   * @param parent the table whose rows this one's belong to
   * @param expected the last load of the chain in this table when the load was planned
   * @param version the table's version when the load was planned, as the sink named it
   * @param staged the rows to make visible, in their order; may be empty
   * @param receipt a short text (at most 4 KB) that the sink keeps with the table in the same
   *     commit and hands back when asked for the chain's head
   */
  public record Part(
      TableName table,
      WriteMode mode,
      Schema schema,
      Optional<TableName> parent,
      LoadId expected,
      String version,
      List<Staged> staged,
      String receipt) {

    public Part {
      staged = List.copyOf(staged);
    }

    public long rows() {
      return staged.stream().mapToLong(Staged::rows).sum();
    }
  }
}
