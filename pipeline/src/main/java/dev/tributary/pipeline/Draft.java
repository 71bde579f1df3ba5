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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A load in the making: its id, and what has been staged for it. Owned by one thread. */
final class Draft {

  private final LoadId id;
  private final Chain chain;
  private final ChainHead follows;
  private final List<Staged> staged = new ArrayList<>();
  private final Map<TableName, Set<String>> seen = new HashMap<>();
  private Tally tally = Tally.NONE;
  private int tasks;

  Draft(LoadId id, Chain chain, ChainHead follows) {
    this.id = id;
    this.chain = chain;
    this.follows = follows;
  }

  LoadId id() {
    return id;
  }

  /** The load it follows. */
  LoadId previous() {
    return follows.load();
  }

  /** Where reading goes on if it is abandoned. */
  Position from() {
    return follows.position();
  }

  /** The next task's ordinal, unique in the load. */
  int nextTask() {
    return tasks++;
  }

  void add(TaskResult result) {
    staged.addAll(result.staged());
    tally = tally.plus(result.tally());
    result
        .seen()
        .forEach((table, paths) -> seen.computeIfAbsent(table, t -> new TreeSet<>()).addAll(paths));
  }

  /** Per table, the paths of the fields that came. */
  Map<TableName, Set<String>> seen() {
    return seen;
  }

  Tally tally() {
    return tally;
  }

  List<Staged> staged() {
    return staged;
  }

  long rows() {
    return staged.stream().mapToLong(Staged::rows).sum();
  }

  /**
   * A part for each table that the load changes: the anchor, those with rows, for a replace all
   * that the stream had rows in, and for a merge all whose rows may belong to what it merges.
   *
   * @param tables all that the stream loads into
   * @param settled the staged data, fit for those tables
   */
  Load toLoad(
      TableName anchor,
      Map<TableName, TableInfo> tables,
      List<Staged> settled,
      TableModes modes,
      Position to) {
    List<TableInfo> touched = new ArrayList<>();
    touched.add(Objects.requireNonNull(tables.get(anchor)));
    for (TableInfo info : tables.values()) {
      boolean staged =
          settled.stream().anyMatch(each -> each.table().equals(info.name()) && each.rows() > 0);
      if (!info.name().equals(anchor) && (staged || losesRows(info, modes))) {
        touched.add(info);
      }
    }
    List<Load.Part> parts = new ArrayList<>();
    for (TableInfo info : touched) {
      parts.add(part(info, anchor, touched.size(), settled, modes.of(info.name()), to));
    }
    return new Load(id, chain, follows.load(), follows.position(), to, parts);
  }

  /** Whether the load takes rows out of a child table, also when it brings it none. */
  private static boolean losesRows(TableInfo info, TableModes modes) {
    WriteMode mode = modes.of(info.name());
    return switch (mode.disposition()) {
      case APPEND -> false;
      case REPLACE -> mode.options().isEmpty() && info.receipt().isPresent();
      case MERGE ->
          !mode.keys().isEmpty()
              && mode.keys().stream().allMatch(key -> info.schema().field(key).isPresent());
    };
  }

  private Load.Part part(
      TableInfo info,
      TableName anchor,
      int tables,
      List<Staged> settled,
      WriteMode mode,
      Position to) {
    boolean root = info.name().equals(anchor);
    return new Load.Part(
        info.name(),
        mode,
        info.schema(),
        root ? Optional.empty() : Optional.of(anchor),
        root ? follows.load() : info.head(),
        info.version(),
        settled.stream().filter(each -> each.table().equals(info.name())).toList(),
        new ReceiptText(tables, root ? to : Position.START).write());
  }
}
