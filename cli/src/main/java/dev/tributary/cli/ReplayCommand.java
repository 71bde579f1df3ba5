// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import dev.tributary.pipeline.Pipeline;
import dev.tributary.pipeline.RunReport;
import picocli.CommandLine.Command;

@Command(
    name = "replay",
    sortOptions = false,
    description = "Reads again what the quarantines hold, and loads what is no longer refused.")
final class ReplayCommand extends LoadCommand {

  ReplayCommand(Console console) {
    super(console);
  }

  @Override
  RunReport load(Pipeline pipeline) {
    return pipeline.replay();
  }
}
