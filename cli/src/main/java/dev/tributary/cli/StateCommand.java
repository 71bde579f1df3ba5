// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.LoadId;
import dev.tributary.load.Position;
import dev.tributary.pipeline.Pipeline;
import dev.tributary.state.PlainJson;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "state",
    sortOptions = false,
    synopsisSubcommandLabel = "[set | reset | rollback]",
    description = "Shows what is remembered between runs, or changes it.")
final class StateCommand extends JobCommand {

  private StateCommand(Console console) {
    super(console);
  }

  static CommandLine withSubcommands(Console console) {
    return new CommandLine(new StateCommand(console))
        .addSubcommand(new SetPosition())
        .addSubcommand(new Reset())
        .addSubcommand(new RollBack());
  }

  @Override
  Answer answer(Pipeline pipeline) {
    return StateAnswer.of(pipeline.state());
  }

  private int change(Consumer<Pipeline> change) {
    return ask(
        pipeline -> {
          change.accept(pipeline);
          return answer(pipeline);
        });
  }

  /** Something that is done to one stream's state. */
  abstract static class Change implements Callable<Integer> {

    @ParentCommand private StateCommand state = new StateCommand(Console.standard());

    @Parameters(index = "0", paramLabel = "STREAM", description = "As the source calls it.")
    private String stream = "";

    abstract void make(Pipeline pipeline, String ofStream);

    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "Print this help and end.")
    boolean help; // picocli reads it

    @Override
    public Integer call() {
      return state.change(pipeline -> make(pipeline, stream));
    }
  }

  @Command(
      name = "set",
      sortOptions = false,
      description = "Moves a stream's position; the next run reads from there.")
  static final class SetPosition extends Change {

    @Parameters(
        index = "1",
        paramLabel = "POSITION",
        description = "A JSON object as 'state JOB --json' shows it.")
    private String position = "";

    @Override
    void make(Pipeline pipeline, String stream) {
      pipeline.setPosition(stream, read());
    }

    private Position read() {
      try {
        return new Position(PlainJson.read(position));
      } catch (TributaryException e) {
        throw new TributaryException(
            ErrorCode.STATE_UNREADABLE,
            "The position is not a JSON object of texts, whole numbers and truth values",
            "Write it as 'state JOB --json' shows it, in single quotes",
            e);
      }
    }
  }

  @Command(
      name = "reset",
      sortOptions = false,
      description = "Forgets a stream's position; the next run reads from the start. Rows stay.")
  static final class Reset extends Change {

    @Override
    void make(Pipeline pipeline, String stream) {
      pipeline.reset(stream);
    }
  }

  @Command(
      name = "rollback",
      sortOptions = false,
      description = "Goes back to the position that a stream had after a load. Rows stay.")
  static final class RollBack extends Change {

    @Parameters(index = "1", paramLabel = "LOAD", description = "A load id of its history.")
    private String load = "";

    @Override
    void make(Pipeline pipeline, String stream) {
      pipeline.rollBack(stream, new LoadId(load));
    }
  }
}
