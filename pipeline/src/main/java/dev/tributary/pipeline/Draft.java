// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.load.Chain;
import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.load.Position;
import dev.tributary.load.Staged;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.sink.TableInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A load in the making: its id, and what has been staged for it. Owned by one thread. */
final class Draft {

  private final LoadId id;
  private final Chain chain;
  private final ChainHead follows;
  private final List<Staged> staged = new ArrayList<>();
  private int tasks;

  Draft(LoadId id, Chain chain, ChainHead follows) {
    this.id = id;
    this.chain = chain;
    this.follows = follows;
  }

  LoadId id() {
    return id;
  }

  /** The next task's ordinal, unique in the load. */
  int nextTask() {
    return tasks++;
  }

  void add(List<Staged> more) {
    staged.addAll(more);
  }

  List<Staged> staged() {
    return staged;
  }

  long rows() {
    return staged.stream().mapToLong(Staged::rows).sum();
  }

  /**
   * @param tables all that the load touches, the anchor first
   * @param settled the staged data, fit for those tables
   */
  Load toLoad(Map<TableName, TableInfo> tables, List<Staged> settled, WriteMode mode, Position to) {
    TableName anchor = tables.keySet().iterator().next();
    List<Load.Part> parts = new ArrayList<>();
    for (TableInfo info : tables.values()) {
      boolean root = info.name().equals(anchor);
      parts.add(
          new Load.Part(
              info.name(),
              mode,
              info.schema(),
              root ? Optional.empty() : Optional.of(anchor),
              root ? follows.load() : info.head(),
              info.version(),
              settled.stream().filter(each -> each.table().equals(info.name())).toList(),
              new ReceiptText(tables.size(), root ? to : Position.START).write()));
    }
    return new Load(id, chain, follows.load(), follows.position(), to, parts);
  }
}
