// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.load.Fields;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.load.WriteMode.Disposition;
import java.util.List;

/**
 * How each table of a stream is written: the root as the stream says, child tables so that their
 * rows follow those of the root, the quarantine grows. Immutable.
 *
 * @param childKeys the columns of child tables that hold the root's key
 */
record TableModes(TableName anchor, WriteMode root, List<String> childKeys) {

  TableModes {
    childKeys = List.copyOf(childKeys);
  }

  WriteMode of(TableName table) {
    if (table.equals(anchor)) {
      return root;
    }
    if (table.equals(TableNames.quarantine(anchor))) {
      return WriteMode.APPEND;
    }
    return root.disposition() == Disposition.MERGE
        ? new WriteMode(Disposition.MERGE, childKeys, arrival())
        : root;
  }

  /** The same, where rows do not end that a load does not bring. */
  TableModes keepingMissing() {
    return new TableModes(anchor, root.with(WriteMode.RETIRE_MISSING, false), childKeys);
  }

  private Fields arrival() {
    return Fields.of(WriteMode.ARRIVAL, root.options().text(WriteMode.ARRIVAL));
  }
}
