// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import dev.tributary.pipeline.Pipeline;
import dev.tributary.pipeline.RunReport;
import picocli.CommandLine.Command;

@Command(
    name = "run",
    sortOptions = false,
    description = "Loads what is new and prints what it did.")
final class RunCommand extends LoadCommand {

  RunCommand(Console console) {
    super(console);
  }

  @Override
  RunReport load(Pipeline pipeline) {
    return pipeline.run();
  }
}
