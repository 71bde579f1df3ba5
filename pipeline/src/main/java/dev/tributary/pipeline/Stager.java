// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.load.LoadId;
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
      return steps.take(Step.STAGE, load, () -> executor.run(texts)).stream()
          .map(TaskJson::result)
          .toList();
    };
  }
}
