// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.load.Chain;
import dev.tributary.load.LoadId;
import dev.tributary.load.TableName;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * Removes a load that can no longer be committed: its data files in every table for which a writer
 * was opened, then manifest and markers. A load that any table knows is left alone, whole.
 */
final class Discard {

  private final Tables tables;
  private final Table anchor;
  private final LoadFolder folder;
  private final LoadId dead;

  Discard(Tables tables, Table anchor, Chain chain, LoadId dead) {
    this.tables = tables;
    this.anchor = anchor;
    this.folder = new LoadFolder(anchor, chain);
    this.dead = dead;
  }

  void run() {
    List<Table> touched = new ArrayList<>(List.of(anchor));
    for (TableName name : folder.marked(dead, tables.names())) {
      tables.find(name).ifPresent(touched::add);
    }
    if (touched.stream().anyMatch(this::knows)) {
      return;
    }
    for (Table table : touched) {
      if (!DataFolder.of(table, dead).deleteUnused(table)) {
        return;
      }
    }
    folder.delete(dead);
  }

  private boolean knows(Table table) {
    for (Snapshot snapshot : table.snapshots()) {
      if (Stamp.of(snapshot).filter(stamp -> stamp.load().equals(dead)).isPresent()) {
        return true;
      }
    }
    return false;
  }
}
