// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import dev.tributary.pipeline.Pipeline;
import dev.tributary.pipeline.Rows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "preview",
    sortOptions = false,
    description = "Reads the first rows of a stream from the source. Loads nothing.")
final class PreviewCommand extends JobCommand {

  @Parameters(index = "1", paramLabel = "STREAM", description = "As the source calls it.")
  private String stream = "";

  @Mixin private RowLimit limit = new RowLimit();

  PreviewCommand(Console console) {
    super(console);
  }

  @Override
  Answer answer(Pipeline pipeline) {
    Rows rows = pipeline.preview(stream, limit.rows());
    return Answer.of(PlainValues.rows(rows), TextTable.of(rows));
  }
}
