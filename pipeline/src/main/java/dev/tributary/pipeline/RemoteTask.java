// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.config.Context;
import dev.tributary.sink.Sink;
import dev.tributary.source.Source;
import java.time.Clock;
import java.util.concurrent.ForkJoinPool;

/**
 * Runs a task in a process that knows nothing but the task's JSON and the plugins on its class
 * path.
 */
public final class RemoteTask {

  private RemoteTask() {}

  /**
   * Reads the task's splits and stages their rows. Blocks; interrupting the thread ends it.
   *
   * @param task as a {@link TaskExecutor} was given it
   * @param plugins where source and sink are found
   * @return the result for the {@link TaskExecutor} to give back
   * @throws dev.tributary.error.TributaryException when it fails; what it staged is swept later
   */
  public static String run(String task, ClassLoader plugins) {
    TaskJson.Remote remote = TaskJson.read(task, Plugins.of(plugins));
    Context context =
        new Context(
            Clock.systemUTC(),
            ForkJoinPool.commonPool(),
            plugins,
            notice -> {},
            Context.standard().credentials());
    Plugged plugged = remote.plugged();
    try (Source source = plugged.source().create(plugged.sourceConfig(), context);
        Sink sink = plugged.sink().create(plugged.sinkConfig(), context)) {
      TaskResult result = new TaskRunner(source, sink, RunListener.NONE).run(remote.task());
      return TaskJson.write(result);
    }
  }
}
