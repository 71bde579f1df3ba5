// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import dev.tributary.load.TableName;
import dev.tributary.pipeline.Pipeline;
import dev.tributary.pipeline.PipelineBuilder;
import dev.tributary.pipeline.Rows;
import dev.tributary.pipeline.RunReport;
import dev.tributary.pipeline.StreamReport;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command that loads rows and prints what it did. */
abstract class LoadCommand extends JobCommand {

  private static final int SHOW_ON_DEMAND_ONLY = 0;
  private static final int SHOW = 5;

  @Option(
      names = "--show",
      paramLabel = "N",
      description =
          "Read so many rows back from each table that was loaded; 0 for none. Default: 5, with"
              + " --json 0.")
  private @Nullable Integer show;

  private final Progress progress;

  LoadCommand(Console console) {
    super(console);
    progress = new Progress(console);
  }

  @Override
  final PipelineBuilder prepare(PipelineBuilder builder) {
    return builder.listener(progress);
  }

  @Override
  final Answer answer(Pipeline pipeline) {
    RunReport report = run(pipeline);
    return RunAnswer.of(report, sample(pipeline, report));
  }

  /** What is loaded. */
  abstract RunReport load(Pipeline pipeline);

  private RunReport run(Pipeline pipeline) {
    try (Progress unused = progress.begin()) {
      return load(pipeline);
    }
  }

  private Map<TableName, Rows> sample(Pipeline pipeline, RunReport report) {
    int rows = show != null ? show : isJson() ? SHOW_ON_DEMAND_ONLY : SHOW;
    Map<TableName, Rows> sample = new LinkedHashMap<>();
    for (StreamReport stream : report.streams()) {
      boolean wanted = rows > 0 && stream.rows() > 0 && stream.failure().isEmpty();
      if (wanted && !Thread.currentThread().isInterrupted()) {
        sample.put(stream.table(), pipeline.show(stream.table(), rows));
      }
    }
    return sample;
  }
}
