// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import java.util.List;

/**
 * Carries tasks to other processes: a cluster engine, or anything that can call {@link
 * RemoteTask#run} somewhere. Tasks and results are JSON; a task holds the settings of source and
 * sink, secrets in the clear, and must travel as safely as they. Thread-safe.
 */
@FunctionalInterface
public interface TaskExecutor {

  /**
   * Runs every task, each once, and waits. Blocks; an interrupted caller gets {@code CANCELLED}.
   *
   * @return the results in the order of the tasks
   * @throws dev.tributary.error.TributaryException when any task failed; then none of them still
   *     runs
   */
  List<String> run(List<String> tasks);
}
