// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: one command per thing to ask of a job. */
@Command(
    name = "tributary",
    description = "Loads sources into tables, every row exactly once, as job files say.",
    versionProvider = Tributary.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:a fault of Tributary's or of a plugin's",
      "2:something that you can mend: settings, the job file, a table, state",
      "3:worth trying again later",
      "130:interrupted"
    },
    footer = {
      "",
      "A first job, from the folder of the repository:",
      "  ./tributary run examples/quickstart/job.yaml"
    })
final class Tributary implements Runnable {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help and end.")
  boolean help; // picocli reads it

  @Option(names = "--version", versionHelp = true, description = "Print the version and end.")
  boolean version; // picocli reads it

  @Spec private CommandSpec spec = CommandSpec.create();

  private Tributary() {}

  /** Runs the command that the arguments name and returns its exit code. Never exits. */
  static int run(Console console, String... arguments) {
    CommandLine line = new CommandLine(new Tributary());
    line.addSubcommand(new RunCommand(console))
        .addSubcommand(new CheckCommand(console))
        .addSubcommand(new DiscoverCommand(console))
        .addSubcommand(new PreviewCommand(console))
        .addSubcommand(new PlanCommand(console))
        .addSubcommand(new ShowCommand(console))
        .addSubcommand(new ReplayCommand(console))
        .addSubcommand(new ContractCommand(console))
        .addSubcommand(new MaintainCommand(console))
        .addSubcommand(StateCommand.withSubcommands(console));
    return line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
        .execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which command to run");
  }

  /** The version of the jar this is in. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Tributary.class.getPackage().getImplementationVersion();
      return new String[] {"tributary " + (version == null ? "(not from a jar)" : version)};
    }
  }
}
