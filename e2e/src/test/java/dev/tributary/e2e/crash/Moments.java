// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.crash;

import dev.tributary.load.Chain;
import dev.tributary.load.TableName;
import dev.tributary.pipeline.Pipeline;
import dev.tributary.pipeline.PipelineBuilder;
import dev.tributary.pipeline.RunEvent;
import dev.tributary.pipeline.RunListener;
import dev.tributary.pipeline.RunReport;
import dev.tributary.pipeline.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Names each moment of a run as the runner tells it, and hands it on. Thread-safe. */
final class Moments implements RunListener {

  private final Object lock = new Object();
  private final Map<Moment, Integer> counts = new HashMap<>();
  private final Consumer<Moment> then;

  Moments(Consumer<Moment> then) {
    this.then = then;
  }

  /** All moments of a run that nothing disturbs. */
  static List<Moment> of(PipelineBuilder builder) {
    return of(builder, Pipeline::run);
  }

  /** All moments of what a pipeline does when nothing disturbs it. */
  static List<Moment> of(PipelineBuilder builder, Function<Pipeline, RunReport> doing) {
    List<Moment> all = Collections.synchronizedList(new ArrayList<>());
    try (Pipeline pipeline = builder.listener(new Moments(all::add)).build()) {
      doing.apply(pipeline).orThrow();
    }
    return List.copyOf(all);
  }

  @Override
  public void on(RunEvent event) {
    happened(
        event.step(),
        Moment.Side.valueOf(event.phase().name()),
        event.table().map(TableName::value).orElse(""));
  }

  @Override
  public void progress(Chain chain, long rows, long bytes) {
    happened(Step.STAGE, Moment.Side.DURING, "");
  }

  private void happened(Step step, Moment.Side side, String table) {
    Moment first = new Moment(step, side, table);
    int nth;
    synchronized (lock) {
      nth = counts.merge(first, 1, Integer::sum);
    }
    then.accept(new Moment(step, side, table, nth));
  }
}
