// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.LoadId;
import dev.tributary.source.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Where the tasks of a load run. Thread-safe. */
interface Stager {

  /** Runs all and waits; when one fails, none of them still runs. */
  List<TaskResult> run(List<Task> tasks, Steps steps);

  /** On threads of this process; each task is a step of its own. */
  static Stager local(LocalExecutor threads, TaskRunner runner) {
    return (tasks, steps) -> {
      List<Callable<TaskResult>> work = new ArrayList<>();
      for (Task task : tasks) {
        work.add(() -> steps.take(Step.STAGE, task.load(), () -> runner.run(task)));
      }
      return threads.run(work);
    };
  }

  /** In other processes; all tasks of a pass are one step. */
  static Stager remote(TaskExecutor executor, Plugged plugged) {
    return (tasks, steps) -> {
      List<String> texts = tasks.stream().map(task -> TaskJson.write(task, plugged)).toList();
      LoadId load = tasks.get(0).load();
      List<TaskResult> results =
          steps.take(Step.STAGE, load, () -> executor.run(texts)).stream()
              .map(TaskJson::result)
              .toList();
      requireOneEach(tasks, results);
      return results;
    };
  }

  /** A result that is missing, or there twice, would lose or double rows. */
  private static void requireOneEach(List<Task> tasks, List<TaskResult> results) {
    boolean matching = results.size() == tasks.size();
    for (int i = 0; matching && i < results.size(); i++) {
      List<Split> given = tasks.get(i).splits().stream().map(Task.SplitAt::split).toList();
      List<Split> read = results.get(i).reached().stream().map(Task.Reached::split).toList();
      matching = read.size() <= given.size() && read.equals(given.subList(0, read.size()));
    }
    if (!matching) {
      throw new TributaryException(
          ErrorCode.CONTRACT_BROKEN,
          "The task executor did not give one result for each of "
              + tasks.size()
              + " tasks, in their order",
          "Report this to the author of the executor");
    }
  }
}
