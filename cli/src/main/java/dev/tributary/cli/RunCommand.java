// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.pipeline.Backfill;
import dev.tributary.pipeline.Pipeline;
import dev.tributary.pipeline.RunReport;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "run",
    sortOptions = false,
    description = "Loads what is new, or a range of one stream, and prints what it did.")
final class RunCommand extends LoadCommand {

  @Option(
      names = "--from",
      paramLabel = "VALUE",
      description = "Read the rows whose cursor is this or greater, whatever was read before.")
  private @Nullable String from;

  @Option(
      names = "--until",
      paramLabel = "VALUE",
      description = "Read the rows whose cursor is less than this, whatever was read before.")
  private @Nullable String until;

  @Option(
      names = "--stream",
      paramLabel = "NAME",
      description = "The stream of --from and --until.")
  private @Nullable String stream;

  @Option(
      names = "--move",
      description = "Let the stream's next run read on from the end of the range.")
  private boolean move;

  RunCommand(Console console) {
    super(console);
  }

  @Override
  RunReport load(Pipeline pipeline) {
    boolean ranges = from != null || until != null;
    if (!ranges && stream == null && !move) {
      return pipeline.run();
    }
    if (!ranges || stream == null) {
      throw new TributaryException(
          ErrorCode.SETTING_INVALID,
          "A range has --from or --until, or both, and --stream",
          "Name them, or run without --stream and --move to load what is new");
    }
    return pipeline.backfill(
        stream, new Backfill(Optional.ofNullable(from), Optional.ofNullable(until), move));
  }
}
