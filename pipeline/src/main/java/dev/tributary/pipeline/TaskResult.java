// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.load.Staged;
import dev.tributary.load.TableName;
import dev.tributary.pipeline.Task.Reached;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a task staged and how far it read. A plain value: {@link TaskJson} brings it back from
 * another process. Splits that were not begun are missing.
 *
 * @param seen per table with rows, the paths of the fields that came
 * @param came what the rows had
 */
record TaskResult(
    List<Staged> staged,
    List<Reached> reached,
    Tally tally,
    Map<TableName, Set<String>> seen,
    Came came) {

  TaskResult {
    staged = List.copyOf(staged);
    reached = List.copyOf(reached);
    seen = Map.copyOf(seen);
  }
}
