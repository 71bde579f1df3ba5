// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.load.Staged;
import dev.tributary.pipeline.Task.Reached;
import java.util.List;

/**
 * What a task staged and how far it read. A plain value: {@link TaskJson} brings it back from
 * another process. Splits that were not begun are missing.
 */
record TaskResult(List<Staged> staged, List<Reached> reached) {

  TaskResult {
    staged = List.copyOf(staged);
    reached = List.copyOf(reached);
  }
}
