// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import dev.tributary.cli.job.SchemaFile;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Compatibility;
import dev.tributary.evolution.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "contract",
    sortOptions = false,
    description = {
      "Says whether a schema may take the place of an older one, for use in CI: 0 yes, 2 no.",
      "A file is an Avro schema (.avsc), a JSON Schema (.json) or the text of a struct type."
    })
final class ContractCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "OLD", description = "The schema as it is.")
  private String before = "";

  @Parameters(index = "1", paramLabel = "NEW", description = "The schema as it shall be.")
  private String after = "";

  @Option(
      names = "--json",
      description = "Print one JSON document on standard output, for machines.")
  private boolean json;

  @Option(names = "--debug", description = "With an error, print where in the code it arose.")
  private boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help and end.")
  boolean help; // picocli reads it

  ContractCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Errors errors = new Errors(console, debug);
    try {
      Answer answer = answer();
      print(json ? JsonDocument.pretty(answer.json()) : answer.text());
      answer.failures().forEach(failure -> errors.tell(failure.subject(), failure.error()));
      return answer.exitCode();
    } catch (TributaryException e) {
      return failed(errors, e);
    } catch (RuntimeException e) {
      return failed(errors, Errors.unforeseen(e));
    }
  }

  private Answer answer() {
    List<Difference> differences =
        Compatibility.between(
            SchemaFile.read(console.directory().resolve(before)),
            SchemaFile.read(console.directory().resolve(after)));
    boolean kept = Compatibility.isKept(differences);
    List<String> lines = new ArrayList<>();
    differences.forEach(each -> lines.add(line(each)));
    lines.add(kept ? "compatible" : "not compatible");
    return new Answer(
        PlainValues.map(
            "compatible",
            kept,
            "differences",
            differences.stream().map(ContractCommand::json).toList()),
        Plain.printableLines(String.join("\n", lines)),
        kept ? List.of() : List.of(refused(differences)));
  }

  private Answer.Failure refused(List<Difference> differences) {
    long broken = differences.stream().filter(Difference::breaks).count();
    return new Answer.Failure(
        after,
        new TributaryException(
            ErrorCode.SCHEMA_REFUSED,
            Plain.count(broken, "difference") + " from " + before + " would break something",
            "Undo what is marked with !, or agree on it with the readers of the table"));
  }

  private int failed(Errors errors, TributaryException error) {
    if (json) {
      print(JsonDocument.pretty(PlainValues.map("error", PlainValues.error(error))));
    }
    errors.tell(error);
    return ExitCode.of(error.code());
  }

  private void print(String text) {
    console.out().println(text);
    console.out().flush();
  }

  private static String line(Difference difference) {
    return (difference.breaks() ? "! " : "  ") + difference + "  (" + difference.why() + ")";
  }

  private static Object json(Difference difference) {
    return PlainValues.map(
        "field", difference.path().names(),
        "before", difference.before().isEmpty() ? null : difference.before(),
        "after", difference.after().isEmpty() ? null : difference.after(),
        "breaks", difference.breaks(),
        "why", difference.why());
  }
}
