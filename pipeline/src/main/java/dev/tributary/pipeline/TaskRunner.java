// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.batch.Batch;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.pipeline.Task.Reached;
import dev.tributary.pipeline.Task.SplitAt;
import dev.tributary.sink.Sink;
import dev.tributary.source.Round.Cut;
import dev.tributary.source.Source;
import dev.tributary.source.SplitReader;
import java.util.ArrayList;
import java.util.List;

/** Runs tasks with one source and one sink, here or on another machine. Thread-safe. */
final class TaskRunner {

  private final Source source;
  private final Sink sink;
  private final RunListener listener;

  TaskRunner(Source source, Sink sink, RunListener listener) {
    this.source = source;
    this.sink = sink;
    this.listener = listener;
  }

  TaskResult run(Task task) {
    try (Staging staging = new Staging(task, sink, new Steps(task.chain(), listener))) {
      List<Reached> reached = new ArrayList<>();
      for (SplitAt splitAt : task.splits()) {
        if (staging.tally().read() >= task.rowsMax()) {
          break;
        }
        reached.add(copy(task, splitAt, staging));
      }
      return new TaskResult(
          staging.finish(), reached, staging.tally(), staging.seen(), staging.came());
    }
  }

  private Reached copy(Task task, SplitAt splitAt, Staging staging) {
    try (SplitReader reader = source.open(task.request(), splitAt.split(), splitAt.at())) {
      for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
        stopIfInterrupted();
        if (batch.rows() > 0) {
          staging.write(batch);
        }
        staging.refuse(reader.refused());
        listener.progress(task.chain(), batch.rows(), batch.bytes());
        if (task.cut() == Cut.BATCH && staging.tally().read() >= task.rowsMax()) {
          return new Reached(splitAt.split(), reader.position(), false);
        }
      }
      staging.refuse(reader.refused());
      return new Reached(splitAt.split(), reader.position(), true);
    }
  }

  private static void stopIfInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new TributaryException(
          ErrorCode.CANCELLED, "The run was asked to stop", "Run again to go on where it stopped");
    }
  }
}
