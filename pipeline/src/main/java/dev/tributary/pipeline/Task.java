// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.load.Chain;
import dev.tributary.load.LoadId;
import dev.tributary.load.Position;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.schema.Schema;
import dev.tributary.source.Round.Cut;
import dev.tributary.source.Split;
import dev.tributary.source.StreamRequest;
import java.util.List;
import java.util.Map;

/**
 * Splits for one thread or machine to read, and where their rows are staged. A plain value: {@link
 * TaskJson} takes it to another process.
 *
 * @param anchor the root table
 * @param targets the schema each table has, so far as it was known at planning; the root's first
 * @param tableSettings checked by the sink's provider
 * @param cut whether the task may stop at a batch or a split when it has staged {@code rowsMax}
 *     rows
 * @param ordinal its place among the tasks of its load
 * @param attempt counts from 0; what an earlier attempt staged is not committed
 */
record Task(
    Chain chain,
    LoadId load,
    StreamRequest request,
    List<SplitAt> splits,
    TableName anchor,
    Map<TableName, Schema> targets,
    WriteMode mode,
    dev.tributary.config.Config tableSettings,
    Intake intake,
    Cut cut,
    long rowsMax,
    int ordinal,
    int attempt) {

  Task {
    splits = List.copyOf(splits);
  }

  /** No other task of any load has it; a task that is done anew does. */
  String seed() {
    return load.value() + "/" + ordinal;
  }

  /** A split and where in it reading goes on. */
  record SplitAt(Split split, Position at) {}

  /** How far a split was read. */
  record Reached(Split split, Position position, boolean finished) {}
}
